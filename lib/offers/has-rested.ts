const DAY_MS = 86_400_000

/** After a no the same thing rests: whether so many days have passed since it. */
export const hasRested = (declinedAt: Date | undefined, cooldownDays: number, now: Date): boolean =>
  !declinedAt || declinedAt.getTime() + cooldownDays * DAY_MS <= now.getTime()
