import { useTranslations } from 'next-intl'
import { optionsOf } from '@/components/admin/funnels/word-options'
import type { Choices } from '@/lib/funnels/editor-view'
import { type ConditionForm, kindOf } from '@/lib/funnels/rule-form'

/** Says a condition as a sentence. */
export function useConditionWords(choices: Choices, locale: string) {
  const t = useTranslations('builder.rule')
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  return (condition: ConditionForm): string => {
    const { fact, min, max, from, until } = condition
    const name = t(`fact.${fact}`)
    switch (kindOf(fact)) {
      case 'words': {
        const options = optionsOf(fact, choices, (key) => t(`value.${key}`))
        const words = condition.in.map((word) => options?.find(({ value }) => value === word)?.label ?? word)
        return t('say.words', { name, words: list.format(words) })
      }
      case 'flag':
        return t(`say.${condition.is}`, { name })
      case 'money':
      case 'count': {
        const unit = kindOf(fact) === 'money' ? ` ${condition.currency}` : ''
        if (min && max) return t('say.between', { name, min, max: `${max}${unit}` })
        return min
          ? t('say.least', { name, min: `${min}${unit}` })
          : t('say.most', { name, max: `${max}${unit}` })
      }
      case 'time': {
        const write = (at: string) => `${at.replace('T', ' ')} UTC`
        if (from && until) return t('say.between', { name, min: write(from), max: write(until) })
        return from ? t('say.from', { at: write(from) }) : t('say.until', { at: write(until) })
      }
    }
  }
}
