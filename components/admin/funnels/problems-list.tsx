import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import type { Definition } from '@/lib/funnels/definition'
import type { Choices } from '@/lib/funnels/editor-view'
import { funnelPath, offerPath, rulesPath } from '@/lib/funnels/paths'
import type { Problem } from '@/lib/funnels/problem'

type Props = { funnel: string; definition: Definition; problems: Problem[]; choices: Choices }

/** What stands against publishing, each with the place where it is mended. */
export function ProblemsList({ funnel, definition, problems, choices }: Props) {
  const t = useTranslations('builder.problem')
  const locale = useLocale()
  const say = useProblemWords(choices)
  const nameOf = (key: string) => {
    const product = definition.steps.find((step) => step.key === key)?.product
    return choices.products.find(({ id }) => id === product)?.name ?? key
  }
  return (
    <ul className="divide-y divide-line">
      {problems.map((problem) => {
        const { step, field } = problem.at
        return (
          <li
            key={JSON.stringify(problem)}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm"
          >
            <span className={problem.severity === 'error' ? 'text-danger' : 'text-accent'}>
              <Icon name={problem.severity === 'error' ? 'alert' : 'info'} className="size-5" />
              <span className="sr-only">{t(`severity.${problem.severity}`)}</span>
            </span>
            <span className="min-w-64 flex-1">
              {step ? <span className="font-strong">{nameOf(step)}: </span> : null}
              {say(problem)}
            </span>
            <a href={placeOf(locale, funnel, step, field)} className="link-alone">
              {t('mend')} <span className="sr-only">{say(problem)}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** The names of the form's fields where they are not those of what is stored. */
const FIELDS: Record<string, string> = {
  discountCode: 'discount',
  deadlineMinutes: 'deadline',
  cooldownDays: 'cooldown',
  edges: 'edges.declined',
}

function placeOf(locale: string, funnel: string, step: string | null, field: string): string {
  if (step) return `${offerPath(locale, funnel, step)}#${FIELDS[field] ?? field}`
  return field === 'rule' ? `${rulesPath(locale, funnel)}#rule` : `${funnelPath(locale, funnel)}#tree`
}

function useProblemWords(choices: Choices) {
  const t = useTranslations('builder')
  const product = (id: string) => choices.products.find((each) => each.id === id)?.name ?? id
  return (problem: Problem): string => {
    switch (problem.code) {
      case 'missing_text':
        return t('problem.missing_text', {
          text: t(`field.${problem.text}`),
          language: t(`language.${problem.locale === 'ja' ? 'ja' : 'en'}`),
        })
      case 'missing_legal':
        return t('problem.missing_legal', {
          line: t(`field.${problem.line}`),
          language: t(`language.${problem.locale === 'ja' ? 'ja' : 'en'}`),
          market: t(`market.${problem.market === 'JP' || problem.market === 'US' ? problem.market : 'EU'}`),
          source: problem.source,
        })
      case 'unknown_step':
        return t('problem.unknown_step', { step: problem.step })
      case 'missing_currency':
        return t('problem.missing_currency', { currency: problem.currency, has: problem.has })
      case 'deadline_too_short':
        return t('problem.deadline_too_short', { minutes: problem.minutes, least: problem.least })
      case 'deadline_too_long':
        return t('problem.deadline_too_long', { minutes: problem.minutes, most: problem.most })
      case 'other_product':
        return t('problem.other_product', { product: product(problem.sells) })
      case 'other_placement':
        return t('problem.other_placement', { placement: problem.placement })
      case 'unknown_in_rule':
        return t('problem.unknown_in_rule', { slug: problem.slug })
      case 'offered_twice':
        return t('problem.offered_twice', { product: product(problem.product) })
      case 'bad_discount':
      case 'discount_on_plan':
      case 'discount_not_here':
        return t(`problem.${problem.code}`, { discount: problem.discount })
      default:
        return t(`problem.${problem.code}`)
    }
  }
}
