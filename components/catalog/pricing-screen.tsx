import { useTranslations } from 'next-intl'
import { PlanColumn } from '@/components/catalog/plan-column'
import { PlanComparison } from '@/components/catalog/plan-comparison'
import { Choice, Choices } from '@/components/ui/choices'
import type { PlanCard } from '@/lib/catalog/view'

/** The plans side by side. Monthly and yearly switch without a script. */
export function PricingScreen({ plans }: { plans: PlanCard[] }) {
  const t = useTranslations('catalog.pricing')
  const monthly = plans.filter((plan) => plan.interval === 'month')
  const yearlyOf = (plan: PlanCard) => plans.find(({ slug }) => slug === `${plan.slug}-yearly`) ?? null
  return (
    <div className="group/billing shell pt-8 sm:pt-14">
      <header className="mx-auto grid max-w-2xl justify-items-center gap-4 text-center">
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="even-lines text-lg text-muted">{t('lead')}</p>
        <div className="pt-4">
          <Choices legend={t('billing')}>
            <Choice name="billing" value="month" defaultChecked>
              {t('monthly')}
            </Choice>
            <Choice name="billing" value="year">
              {t('yearly')}
            </Choice>
          </Choices>
        </div>
      </header>
      <ul className="mt-12 grid gap-6 lg:grid-cols-3 lg:grid-rows-[auto_auto_1fr_auto]">
        {monthly.map((plan) => (
          <li key={plan.slug} className="grid lg:row-span-4 lg:grid-rows-subgrid">
            <PlanColumn plan={plan} yearly={yearlyOf(plan)} />
          </li>
        ))}
      </ul>
      <PlanComparison plans={monthly} />
      <p className="mx-auto mt-10 even-lines max-w-2xl text-center text-sm text-muted">{t('note')}</p>
    </div>
  )
}
