/** A button of the merchant's pages: they are denser than the shop's, and still 44 px to the finger. */
export const smallButton =
  'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-sm border border-edge px-3.5 text-sm font-strong hover:border-ink hover:bg-surface disabled:cursor-progress disabled:text-muted'

export const smallAction =
  'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-sm border border-transparent bg-action px-3.5 text-sm font-strong text-on-action hover:bg-action-hover disabled:cursor-progress disabled:bg-action-hover aria-disabled:cursor-progress aria-disabled:bg-action-hover'

/** A field of the merchant's forms. */
export const fieldStyle =
  'min-h-11 w-full min-w-0 rounded-sm border border-edge bg-canvas px-3 text-sm text-ink disabled:text-muted'
