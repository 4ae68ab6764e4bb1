import { useLocale, useTranslations } from 'next-intl'
import { z } from 'zod'
import { formatMoney } from '@/lib/money'
import { type Condition, ruleSchema } from '@/lib/rules/rule'

/** A stored condition in words; one that is not known any more as it is stored. */
export function ConditionText({ condition }: { condition: unknown }) {
  const parsed = ruleSchema.safeParse(condition)
  if (!parsed.success || !('fact' in parsed.data))
    return <code className="font-mono text-xs">{JSON.stringify(condition)}</code>
  return <Words condition={parsed.data} />
}

function Words({ condition }: { condition: Condition }) {
  const t = useTranslations('funnels.rule')
  const locale = useLocale()
  const fact = t(`facts.${condition.fact}`)
  if ('in' in condition) return t('says.in', { fact, words: condition.in.join(', ') })
  if ('is' in condition) return t(condition.is ? 'says.yes' : 'says.no', { fact })
  if ('currency' in condition || 'min' in condition || 'max' in condition) {
    const { min, max } = condition
    const write = (value: number) =>
      'currency' in condition
        ? formatMoney({ amount: value, currency: condition.currency }, locale)
        : String(value)
    if (min !== undefined && max !== undefined)
      return t('says.between', { fact, min: write(min), max: write(max) })
    return min === undefined
      ? t('says.atMost', { fact, max: max === undefined ? '' : write(max) })
      : t('says.atLeast', { fact, min: write(min) })
  }
  const { from, until } = condition as { from?: string; until?: string }
  return t('says.time', { fact, from: from ?? '…', until: until ?? '…' })
}

const foundSchema = z.union([
  z.array(z.string()),
  z.array(z.object({ amount: z.number(), currency: z.string() })),
  z.number(),
  z.boolean(),
  z.string(),
  z.null(),
])

/** What a condition was held against, in words. */
export function FoundText({ found }: { found: unknown }) {
  const t = useTranslations('funnels.rule')
  const locale = useLocale()
  const parsed = foundSchema.safeParse(found)
  if (!parsed.success) return JSON.stringify(found)
  const { data } = parsed
  if (data === null) return t('found.unknown')
  if (typeof data === 'boolean') return t(data ? 'found.yes' : 'found.no')
  if (!Array.isArray(data)) return String(data)
  if (data.length === 0) return t('found.none')
  return data.map((one) => (typeof one === 'string' ? one : formatMoney(one, locale))).join(', ')
}
