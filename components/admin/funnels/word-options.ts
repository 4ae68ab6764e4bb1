import type { Choices } from '@/lib/funnels/editor-view'
import type { Fact } from '@/lib/funnels/rule-form'

export type Option = { value: string; label: string }
type ValueWord = 'one_time' | 'subscription' | 'en' | 'ja'

/** What can be ticked for a fact; null where the shop knows no list and the values are typed. */
export function optionsOf(fact: Fact, choices: Choices, say: (key: ValueWord) => string): Option[] | null {
  const products = (kind?: 'subscription') =>
    choices.products
      .filter((product) => !kind || product.kind === kind)
      .map(({ slug, name }) => ({ value: slug, label: name }))
  const words = (...values: ValueWord[]) => values.map((value) => ({ value, label: say(value) }))
  switch (fact) {
    case 'bought':
    case 'owns':
    case 'boughtBefore':
      return products()
    case 'plan':
      return products('subscription')
    case 'kind':
      return words('one_time', 'subscription')
    case 'locale':
      return words('en', 'ja')
    case 'currency':
      return choices.currencies.map((value) => ({ value, label: value }))
    case 'tag':
      return choices.tags.length > 0 ? choices.tags.map((value) => ({ value, label: value })) : null
    default:
      return null
  }
}
