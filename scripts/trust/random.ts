/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** From 0 up to, not including, `below`. */
  below: (below: number) => number
  pick: <T>(items: readonly T[]) => T
  shuffled: <T>(items: readonly T[]) => T[]
  bytes: (length: number) => Buffer
}

/** A generator of its own for each part of a run, so that leaving one out changes no other. */
export function randomFrom(seed: number, part: string): Random {
  let state = [...part].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 0x01000193), seed >>> 0)
  // Mulberry32, a public-domain generator of 32 bits.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (items) => {
      if (items.length === 0) throw new Error('There is nothing to pick from.')
      return items[below(items.length)] as (typeof items)[number]
    },
    shuffled: (items) => {
      const rest = [...items]
      return items.map(() => rest.splice(below(rest.length), 1)[0] as (typeof items)[number])
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}

/** Every order of these. */
export function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((first, at) =>
    ordersOf(items.filter((_, index) => index !== at)).map((rest) => [first, ...rest]),
  )
}
