import 'server-only'

/** How many charges one process has under way at the provider at once (trust: 3.5). */
const AT_ONCE = 4
const PATIENCE_MS = 5_000

let free = AT_ONCE
const waiting: ((mine: boolean) => void)[] = []

/**
 * Waits until this process may send a charge, first come first served. False when none came to an end in time: then
 * nothing is sent. Whoever got true gives the place back.
 */
export function enterFlight(): Promise<boolean> {
  if (free > 0) {
    free -= 1
    return Promise.resolve(true)
  }
  return new Promise((resolve) => {
    const enter = (mine: boolean) => {
      clearTimeout(timer)
      resolve(mine)
    }
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(enter), 1)
      resolve(false)
    }, PATIENCE_MS)
    waiting.push(enter)
  })
}

export function leaveFlight(): void {
  const next = waiting.shift()
  if (next) next(true)
  else free += 1
}
