import type { EffectOf } from '../control/effects'

/**
 * Changes JSON by paths such as `total_amount`, `customer.customer_id` or `items.*.metadata` (`*` is every
 * item of a list). Paths that lead nowhere are passed over.
 */
export function rewriteJson(json: unknown, { set = {}, remove = [] }: EffectOf<'rewrite'>['rewrite']): void {
  for (const [path, value] of Object.entries(set)) {
    visit(json, path.split('.'), (holder, key) => {
      holder[key] = value
    })
  }
  for (const path of remove) {
    visit(json, path.split('.'), (holder, key) => {
      delete holder[key]
    })
  }
}

type Holder = Record<string, unknown>

function visit(json: unknown, [key, ...rest]: string[], change: (holder: Holder, key: string) => void): void {
  if (key === undefined || typeof json !== 'object' || json === null || key === '__proto__') return
  const holder = json as Holder
  const keys = key === '*' ? Object.keys(holder) : [key]
  for (const each of keys) {
    if (rest.length === 0) change(holder, each)
    else if (Object.hasOwn(holder, each)) visit(holder[each], rest, change)
  }
}
