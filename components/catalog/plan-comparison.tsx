import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { PlanCard } from '@/lib/catalog/view'
import { formatMoney } from '@/lib/money'

/** What differs from plan to plan, limits first, and what can be added to each. */
export function PlanComparison({ plans }: { plans: PlanCard[] }) {
  const t = useTranslations('subscriptions.plans')
  const features = [...new Set(plans.flatMap((plan) => plan.features))]
  const heading = 'px-2 py-3.5 text-center align-bottom font-strong sm:px-4'
  return (
    <section aria-labelledby="compare" className="mx-auto mt-20 grid max-w-4xl gap-6">
      <h2 id="compare" className="text-center text-xl">
        {t('compare')}
      </h2>
      <table className="w-full table-fixed border-collapse text-sm">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className="w-[34%] py-3.5 text-left font-normal text-muted sm:w-[40%]">
              {t('feature')}
            </th>
            {plans.map((plan) => (
              <th key={plan.slug} scope="col" className={heading}>
                {plan.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={t('edits')}>
            {plans.map(({ slug, editingCredits: limit }) => (
              <Cell key={slug}>{limit === null ? t('unlimited') : t('perMonth', { limit })}</Cell>
            ))}
          </Row>
          {features.map((feature) => (
            <Row key={feature} name={feature}>
              {plans.map((plan) => (
                <Cell key={plan.slug}>
                  <Included is={plan.features.includes(feature)} />
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </table>
      <AddOns plans={plans} />
    </section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-3.5 text-left font-normal">
        {name}
      </th>
      {children}
    </tr>
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-1 py-3.5 text-center tabular-nums sm:px-4">{children}</td>
}

function Included({ is }: { is: boolean }) {
  const t = useTranslations('subscriptions.plans')
  return (
    <>
      {is ? (
        <Icon name="check" className="mx-auto size-5 text-accent" />
      ) : (
        <span aria-hidden="true" className="text-muted">
          –
        </span>
      )}
      <span className="sr-only">{t(is ? 'included' : 'notIncluded')}</span>
    </>
  )
}

/** The add-ons that every one of the plans takes. */
function AddOns({ plans }: { plans: PlanCard[] }) {
  const t = useTranslations('subscriptions.plans')
  const locale = useLocale()
  const [first, ...others] = plans
  const shared = (first?.addOns ?? []).filter(({ slug }) =>
    others.every((plan) => plan.addOns.some((addOn) => addOn.slug === slug)),
  )
  if (shared.length === 0) return null
  return (
    <div className="mt-8 grid gap-4">
      <h3 className="text-base tracking-normal">{t('addOns')}</h3>
      <ul className="grid gap-4 sm:grid-cols-2">
        {shared.map((addOn) => (
          <li key={addOn.slug} className="grid gap-1 rounded-lg border border-line p-5 text-sm">
            <p className="flex flex-wrap justify-between gap-x-6">
              <span className="font-strong">{addOn.name}</span>
              <span className="tabular-nums">
                {t('addOnPrice', { price: formatMoney(addOn.price, locale) })}
              </span>
            </p>
            <p className="text-muted">{addOn.description}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
