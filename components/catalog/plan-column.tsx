import { useLocale, useTranslations } from 'next-intl'
import { PlanAction } from '@/components/catalog/plan-action'
import { ProductArt } from '@/components/catalog/product-art'
import { buttonStyle } from '@/components/ui/button'
import { Facts } from '@/components/ui/facts'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import type { PlanCard } from '@/lib/catalog/view'
import { startCheckoutAction } from '@/lib/checkout/actions'
import { formatMoney } from '@/lib/money'

type Props = { plan: PlanCard; yearly: PlanCard | null }

/** One plan: what it costs now, what it holds, and the way to take it. */
export function PlanColumn({ plan, yearly }: Props) {
  const t = useTranslations('catalog.pricing')
  return (
    <article className="grid gap-6 rounded-lg border border-line p-5 sm:p-6 lg:row-span-4 lg:grid-rows-subgrid">
      <ProductArt art={plan.art} className="aspect-16/9 rounded-md" priority />
      <header className="grid content-start gap-1.5">
        <h2 className="text-lg">{plan.name}</h2>
        <p className="text-sm text-muted">{plan.tagline}</p>
      </header>
      <Facts items={plan.facts} />
      <div>
        {yearly ? (
          <>
            <PlanChoice plan={plan} className="group-has-[[value=year]:checked]/billing:hidden" />
            <PlanChoice
              plan={yearly}
              note={<Saving monthly={plan} yearly={yearly} />}
              className="hidden group-has-[[value=year]:checked]/billing:grid"
            />
          </>
        ) : (
          <PlanChoice
            plan={plan}
            note={
              <span className="hidden group-has-[[value=year]:checked]/billing:inline">
                {t('monthlyOnly')}
              </span>
            }
          />
        )}
      </div>
    </article>
  )
}

function PlanChoice({
  plan,
  note,
  className = '',
}: {
  plan: PlanCard
  note?: React.ReactNode
  className?: string
}) {
  const t = useTranslations('catalog')
  const plans = useTranslations('subscriptions.plans')
  const locale = useLocale()
  return (
    <form action={startCheckoutAction} className={`grid gap-4 ${className}`}>
      <input type="hidden" name="product" value={plan.slug} />
      <input type="hidden" name="locale" value={locale} />
      <p className="grid">
        <Price money={plan.price} interval={plan.interval} className="text-xl font-strong" />
        <span className="min-h-6 text-sm text-muted">{note}</span>
      </p>
      <PlanAction
        slug={plan.slug}
        locale={locale}
        words={{
          upgrade: plans('upgrade', { plan: plan.name }),
          downgrade: plans('downgrade', { plan: plan.name }),
          switch: plans('switch', { plan: plan.name }),
          current: plans('current'),
          manage: plans('manage', { plan: plan.name }),
        }}
      >
        <SubmitButton className={buttonStyle('primary')} pendingLabel={t('product.pending')}>
          {t('pricing.choose', { plan: plan.name })}
        </SubmitButton>
      </PlanAction>
    </form>
  )
}

function Saving({ monthly, yearly }: { monthly: PlanCard; yearly: PlanCard }) {
  const t = useTranslations('catalog.pricing')
  const locale = useLocale()
  const amount = monthly.price.amount * 12 - yearly.price.amount
  if (monthly.price.currency !== yearly.price.currency || amount <= 0) return null
  return t('saving', { saving: formatMoney({ amount, currency: yearly.price.currency }, locale) })
}
