import { type Effect, effectSchema } from './effects'

/** The metadata key whose words make the weather for one call or one payment. */
export const WEATHER_KEY = 'emulator_weather'

const ERROR = /^error_([45]\d\d)$/

/** Words for a single call: they spoil the very API call that carries them. `_after` does the work first. */
const CALL_WORDS: Record<string, (after: boolean) => Effect> = {
  slow: (after) => ({ latencyMs: 3_000, after }),
  silent: (after) => ({ silence: true, after }),
  drop: (after) => (after ? { dropAfter: true } : { dropBefore: true }),
  malformed: (after) => ({ status: 200, as: 'malformed', after }),
  html: (after) => ({ status: 200, as: 'html', after }),
  html_502: (after) => ({ status: 502, as: 'html', after }),
  empty: (after) => ({ status: 200, as: 'empty', after }),
  redirect: (after) => ({ status: 307, location: '/elsewhere', after }),
}

/** Words whose meaning does not depend on when the work is done. */
const PLAIN_WORDS: Record<string, Effect> = {
  drop_during: { dropDuring: true },
  drip: { drip: { everyMs: 50 } },
  drip_forever: { drip: { everyMs: 50, endless: true } },
  wrong_amount: { rewrite: { set: { total_amount: 1 } } },
  wrong_customer: { rewrite: { set: { 'customer.customer_id': 'cus_SomebodyElse' } } },
  no_metadata: { rewrite: { set: { metadata: {} } } },
  processing: { processing: true },
  webhook_drop: { webhooks: 'drop' },
  webhook_hold: { webhooks: 'hold' },
  webhook_twice: { duplicate: 1 },
  webhook_late: { delayMs: 30_000 },
}

export const WEATHER_WORDS: readonly string[] = [
  ...Object.keys(CALL_WORDS).flatMap((word) => [word, `${word}_after`]),
  'error_500',
  'error_500_after',
  ...Object.keys(PLAIN_WORDS),
]

/** The effects a piece of metadata asks for, in its own order; words that mean nothing come back apart. */
export function readWeatherWords(metadata: Record<string, unknown> | null | undefined): {
  effects: Effect[]
  unknown: string[]
} {
  const text = metadata?.[WEATHER_KEY]
  const words = typeof text === 'string' ? text.split(/[\s,]+/).filter(Boolean) : []
  const effects = words.map((word) => ({ word, effect: effectOf(word) }))
  return {
    effects: effects.flatMap(({ effect }) => effect ?? []),
    unknown: effects.flatMap(({ word, effect }) => (effect ? [] : [word])),
  }
}

function effectOf(word: string): Effect | null {
  const after = word.endsWith('_after')
  const stem = after ? word.slice(0, -'_after'.length) : word
  if (Object.hasOwn(PLAIN_WORDS, word)) return PLAIN_WORDS[word] ?? null
  if (Object.hasOwn(CALL_WORDS, stem)) return CALL_WORDS[stem]?.(after) ?? null
  const [, status] = ERROR.exec(stem) ?? []
  return status ? effectSchema.parse({ status: Number(status), after }) : null
}
