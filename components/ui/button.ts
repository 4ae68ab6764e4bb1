export type ButtonTone = 'primary' | 'secondary'

const base =
  'inline-flex min-h-12 cursor-pointer items-center justify-center gap-2 rounded-md border px-5 py-3 text-center text-sm font-strong transition-colors duration-150 motion-reduce:transition-none disabled:cursor-progress'

const tones: Record<ButtonTone, string> = {
  primary: 'border-transparent bg-action text-on-action hover:bg-action-hover disabled:bg-action-hover',
  secondary: 'border-edge hover:border-ink hover:bg-surface disabled:text-muted',
}

/** The look of everything that acts, button or link. */
export const buttonStyle = (tone: ButtonTone): string => `${base} ${tones[tone]}`
