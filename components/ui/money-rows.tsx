import type { ReactNode } from 'react'

/** Names on the left, sums on the right. */
export function MoneyRows({ children }: { children: ReactNode }) {
  return <dl className="grid gap-2 text-sm">{children}</dl>
}

/** One row; the strong one is the sum that counts. */
export function MoneyRow({
  name,
  strong = false,
  children,
}: {
  name: string
  strong?: boolean
  children: ReactNode
}) {
  return (
    <div
      className={
        strong
          ? 'mt-1 flex items-baseline justify-between gap-6 border-t border-line pt-3 text-lg font-strong'
          : 'flex items-baseline justify-between gap-6'
      }
    >
      <dt className={strong ? 'text-base' : 'text-muted'}>{name}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  )
}
