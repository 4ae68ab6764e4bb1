import { useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { PlanPrompt } from '@/components/prompts/plan-prompt'
import { Banners } from '@/components/subscriptions/banners'
import { CardOnFile } from '@/components/subscriptions/card-on-file'
import { Charges } from '@/components/subscriptions/charges'
import { History } from '@/components/subscriptions/history'
import { Meter } from '@/components/subscriptions/meters'
import { NextCharge } from '@/components/subscriptions/next-charge'
import { Panel, Section } from '@/components/subscriptions/panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { ButtonLink } from '@/components/ui/button-link'
import { Facts } from '@/components/ui/facts'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Notice } from '@/components/ui/notice'
import { Pill } from '@/components/ui/pill'
import { paths } from '@/lib/paths'
import type { PromptView } from '@/lib/prompts/view'
import type { SubscriptionDetails } from '@/lib/subscriptions/view'

export const NOTICES = [
  'kept',
  'undone',
  'discounted',
  'paused',
  'resumed',
  'cancelled',
  'refused',
  'unavailable',
] as const
export type SubscriptionNotice = (typeof NOTICES)[number]
const TROUBLES: readonly SubscriptionNotice[] = ['cancelled', 'refused', 'unavailable']

type Props = {
  subscription: SubscriptionDetails
  prompt: PromptView | null
  locale: string
  notice: SubscriptionNotice | null
}

/** A subscription: what it holds and has used on the left, what it costs and how it is steered on the right. */
export function SubscriptionScreen({ subscription, prompt, locale, notice }: Props) {
  const t = useTranslations('subscriptions')
  return (
    <div className="shell grid gap-x-16 gap-y-10 py-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:py-14">
      <div className="grid gap-5 lg:col-span-2">
        <Header subscription={subscription} />
        {notice ? (
          <div role="status">
            <Notice tone={TROUBLES.includes(notice) ? 'danger' : 'success'}>{t(`notice.${notice}`)}</Notice>
          </div>
        ) : null}
        <Banners subscription={subscription} locale={locale} />
        {prompt ? <PlanPrompt prompt={prompt} back="plan" /> : null}
      </div>
      <div className="grid content-start gap-6 lg:order-last">
        <NextCharge subscription={subscription} locale={locale} />
        <Panel id="payment-method" title={t('card.title')}>
          <CardOnFile card={subscription.card} />
          {subscription.may.card ? (
            <a href={paths.paymentMethod(locale, subscription.id)} className="link-alone text-sm">
              {t('card.change')}
            </a>
          ) : null}
        </Panel>
        <Steering subscription={subscription} locale={locale} />
      </div>
      <div className="grid content-start gap-12">
        <Section id="usage" title={t('usage.title')}>
          {subscription.meters.map((meter) => (
            <Meter key={meter.meter} meter={meter} resetsAt={subscription.periodEnd} locale={locale} />
          ))}
          {subscription.hasAccess ? (
            <a href={paths.editor(locale)} className="link-alone justify-self-start text-sm">
              {t('usage.open')}
            </a>
          ) : null}
        </Section>
        <Contents subscription={subscription} />
        <Section id="charges" title={t('history.charges')}>
          <Charges subscriptionId={subscription.id} charges={subscription.charges} locale={locale} />
        </Section>
        <Section id="history" title={t('history.title')}>
          <History entries={subscription.history} locale={locale} />
        </Section>
      </div>
    </div>
  )
}

function Header({ subscription }: { subscription: SubscriptionDetails }) {
  const t = useTranslations('subscriptions')
  const { period } = usePlanWords()
  return (
    <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5">
      <ProductArt art={subscription.art} className="aspect-4/3 w-24 rounded-md sm:w-32" priority />
      <div className="grid gap-1.5">
        <FocusHeading className="text-xl">{subscription.plan.name}</FocusHeading>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <Pill>{t(`standing.${subscription.standing}`)}</Pill>
          <span className="tabular-nums">{period(subscription.price, subscription.plan.interval)}</span>
        </p>
      </div>
    </header>
  )
}

function Contents({ subscription }: { subscription: SubscriptionDetails }) {
  const t = useTranslations('subscriptions.overview')
  const { counted } = usePlanWords()
  const { features, addOns } = subscription
  return (
    <Section id="contents" title={t('contents')}>
      <Facts items={[...features, ...addOns.map(counted)]} />
    </Section>
  )
}

function Steering({ subscription, locale }: { subscription: SubscriptionDetails; locale: string }) {
  const t = useTranslations('subscriptions.overview')
  const { id, may, standing } = subscription
  if (standing === 'ended') return <ButtonLink href={paths.pricing(locale)}>{t('choose')}</ButtonLink>
  const links = [
    ...(may.pause ? [{ href: paths.pausePlan(locale, id), text: t('pause') }] : []),
    ...(may.cancel ? [{ href: paths.cancelPlan(locale, id), text: t('cancel') }] : []),
  ]
  return (
    <nav aria-label={t('manage')} className="grid gap-2.5">
      {may.change ? <ButtonLink href={paths.changePlan(locale, id)}>{t('change')}</ButtonLink> : null}
      {links.map(({ href, text }) => (
        <ButtonLink key={href} href={href} tone="secondary">
          {text}
        </ButtonLink>
      ))}
    </nav>
  )
}
