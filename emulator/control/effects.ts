import { z } from 'zod'

const count = z.number().int().min(1)
const milliseconds = z.number().int().min(0).max(3_600_000)
const megabytes = 200 * 1024 * 1024

/** Whether the work is done first, so that money may have moved although the answer is bad. */
const after = z.boolean().optional()

/** Where a redirect may lead: a path of the emulator or another address of this machine. */
const nearby = z.string().refine(isNearby, 'a path or an address of this machine')

function isNearby(location: string): boolean {
  if (/^\/(?![/\\])/.test(location)) return true
  return URL.canParse(location) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(location).hostname)
}

/** Exactly one effect per rule, so that a rule with `times` is used up by one thing only. */
export const effectSchema = z.union([
  z.strictObject({ webhooks: z.enum(['drop', 'hold']) }),
  z.strictObject({ duplicate: count.max(50) }),
  z.strictObject({ delayMs: milliseconds }),
  z.strictObject({ latencyMs: milliseconds, after }),
  z.strictObject({ dropBefore: z.literal(true) }),
  z.strictObject({ dropDuring: z.literal(true) }),
  z.strictObject({ dropAfter: z.literal(true) }),
  z.strictObject({ silence: z.literal(true), after }),
  z.strictObject({
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    as: z.enum(['json', 'malformed', 'html', 'mistyped', 'empty']).optional(),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[ -~]*$/)).optional(),
    location: nearby.optional(),
    after,
  }),
  z.strictObject({
    drip: z.strictObject({ everyMs: count.max(60_000), endless: z.boolean().optional() }),
  }),
  z.strictObject({
    bloat: z.strictObject({
      bodyBytes: count.max(megabytes).optional(),
      headerBytes: count.max(megabytes).optional(),
    }),
  }),
  z.strictObject({
    rewrite: z.strictObject({
      set: z.record(z.string().min(1), z.json()).optional(),
      remove: z.array(z.string().min(1)).optional(),
    }),
  }),
  z.strictObject({
    list: z.strictObject({
      hideNewest: count.optional(),
      hideYoungerThanMs: milliseconds.optional(),
      shuffle: z.number().int().optional(),
      truncate: z.number().int().min(0).optional(),
      missingPage: z.number().int().min(0).optional(),
      repeatedPage: z.number().int().min(0).optional(),
    }),
  }),
  z.strictObject({ processing: z.literal(true) }),
])

export const ruleSchema = z.strictObject({
  match: z
    .strictObject({
      email: z.string().optional(),
      route: z.string().optional(),
      event: z.string().optional(),
    })
    .default({}),
  effect: effectSchema,
  /** How many matching calls it spoils; all of them if left out. */
  times: count.optional(),
  /** Counted from 1: the rule begins with the n-th matching call. */
  after: count.optional(),
})

export type Effect = z.infer<typeof effectSchema>
export type RuleInput = z.infer<typeof ruleSchema>

type KeysOf<T> = T extends unknown ? keyof T : never
export type EffectKind = Exclude<KeysOf<Effect>, 'body' | 'as' | 'headers' | 'location' | 'after'>
export type EffectOf<Kind extends EffectKind> = Extract<Effect, Record<Kind, unknown>>
