import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { Icon } from '@/components/ui/icon'
import type { PlanOption, QuoteView } from '@/lib/subscriptions/view'

type Props = { quote: QuoteView; plans: PlanOption[] }

/** What comes, what goes, and which add-ons stay, in words. */
export function GainsAndLosses({ quote, plans }: Props) {
  const t = useTranslations('subscriptions.change')
  const { counted } = usePlanWords()
  const limits = useLimits(quote, plans)
  const gained = [...limits.gained, ...quote.gained, ...quote.addOnsGained.map(counted)]
  const lost = [
    ...limits.lost,
    ...quote.lost,
    ...quote.addOnsLost.map(counted),
    ...quote.discountsLost.map((code) => t('discountLost', { code })),
  ]
  const kept = quote.addOnsKept.map(counted)
  return (
    <div className="grid gap-5 empty:hidden">
      <List title={t('gained')} items={gained} icon="plus" />
      <List title={t('lost')} items={lost} icon="minus" />
      <List title={t('kept')} items={kept} icon="check" />
    </div>
  )
}

function useLimits({ from, to }: QuoteView, plans: PlanOption[]) {
  const t = useTranslations('subscriptions.change.limit')
  const of = (slug: string) => plans.find(({ plan }) => plan.slug === slug)?.limits ?? []
  const moved = of(to.plan.slug).flatMap(({ meter, limit }) => {
    const before = of(from.plan.slug).find((each) => each.meter === meter)?.limit ?? null
    if (limit === null || before === null || limit === before) return []
    const text = t('change', { limit: t(`${meter}.${to.plan.interval}`, { limit }), before })
    return [{ more: limit > before, text }]
  })
  return {
    gained: moved.filter(({ more }) => more).map(({ text }) => text),
    lost: moved.filter(({ more }) => !more).map(({ text }) => text),
  }
}

const inks = { plus: 'text-success', minus: 'text-danger', check: 'text-muted' } as const

function List({ title, items, icon }: { title: string; items: string[]; icon: keyof typeof inks }) {
  if (items.length === 0) return null
  return (
    <div className="grid gap-2 text-sm">
      <h3 className="text-sm tracking-normal">{title}</h3>
      <ul className="grid gap-1.5">
        {items.map((item) => (
          <li key={item} className="flex gap-2.5">
            <Icon name={icon} className={`mt-0.5 size-5 ${inks[icon]}`} />
            {item}
          </li>
        ))}
      </ul>
    </div>
  )
}
