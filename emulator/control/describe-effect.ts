import type { Effect } from './effects'

/** An effect in a few words, for people. */
export function describeEffect(effect: Effect): string {
  if ('webhooks' in effect) return effect.webhooks === 'drop' ? 'Never send the webhook' : 'Hold the webhook'
  if ('duplicate' in effect) return `Send the webhook ${effect.duplicate + 1} times`
  if ('delayMs' in effect) return `Send the webhook ${seconds(effect.delayMs)} late`
  if ('latencyMs' in effect) return `Answer ${seconds(effect.latencyMs)} late${doneFirst(effect)}`
  if ('dropBefore' in effect) return 'Cut the connection, nothing done'
  if ('dropDuring' in effect) return 'Do the work, cut the connection in the middle of the answer'
  if ('dropAfter' in effect) return 'Do the work, cut the connection'
  if ('silence' in effect) return `Never answer${doneFirst(effect)}`
  if ('status' in effect) return `${describeAnswer(effect)}${doneFirst(effect)}`
  if ('drip' in effect) return effect.drip.endless ? 'Answer without end' : 'Answer byte by byte'
  if ('bloat' in effect) return 'Answer far too much'
  if ('rewrite' in effect) return `Say something wrong: ${pathsOf(effect.rewrite).join(', ')}`
  if ('list' in effect) return `Answer lists wrongly: ${Object.keys(effect.list).join(', ')}`
  return 'Keep charges processing'
}

function describeAnswer({ status, as, location }: Extract<Effect, { status: number }>): string {
  if (location !== undefined) return `Redirect (${status}) to ${location}`
  return as === undefined || as === 'json' ? `Answer ${status}` : `Answer ${status}, ${as}`
}

function doneFirst({ after }: { after?: boolean | undefined }): string {
  return after ? ', the work done' : ', nothing done'
}

function pathsOf({ set = {}, remove = [] }: Extract<Effect, { rewrite: object }>['rewrite']): string[] {
  return [...Object.keys(set), ...remove]
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`
}
