/** Two circles of light; where they meet it is brightest. */
export function Logo({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2.5 text-lg font-strong tracking-tight">
      <svg viewBox="0 0 32 24" className="h-6 w-8" aria-hidden="true">
        <path d="M16 2.83a11 11 0 010 18.34 11 11 0 010-18.34z" className="fill-glow" />
        <g fill="none" stroke="currentColor" strokeWidth="2.2">
          <circle cx="11.5" cy="12" r="9.9" />
          <circle cx="20.5" cy="12" r="9.9" />
        </g>
      </svg>
      {name}
    </span>
  )
}
