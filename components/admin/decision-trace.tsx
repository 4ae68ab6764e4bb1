import { useTranslations } from 'next-intl'
import { ConditionText, FoundText } from '@/components/admin/condition-text'
import { Moment } from '@/components/admin/moment'
import { Mark } from '@/components/admin/panel'
import type { FunnelTrace } from '@/lib/arbiter/trace'
import type { OrderDecision } from '@/lib/insight/order'

const WHYS = [
  'won',
  'no_match',
  'nothing_to_show',
  'hold_out',
  'offers_off',
  'budget_spent',
  'budget_spent_after_refund',
  'three_shown',
  'not_on_page',
  'taken_back',
  'sitting_over',
  'no_price',
  'no_swap',
  'no_alternative',
] as const

const tones = {
  won: 'good',
  rule: 'calm',
  nothing_to_show: 'calm',
  outranked: 'calm',
  other_arm: 'busy',
  hold_out: 'busy',
} as const

const PLACEMENTS = [
  'post_purchase',
  'product_page',
  'order_bump',
  'order_page',
  'account',
  'plan_limit',
  'cancel',
] as const

/** One decision of the arbiter in sentences: what it decided, and what of each funnel decided it. */
export function DecisionTraceView({ decision }: { decision: OrderDecision }) {
  const t = useTranslations('admin.order.why')
  const places = useTranslations('funnels.placements')
  const why = WHYS.find((each) => each === decision.why)
  const placement = PLACEMENTS.find((each) => each === decision.placement)
  const { trace } = decision
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="text-base">{why ? t(`reasons.${why}`) : decision.why}</h3>
        <p className="text-xs text-muted">
          {placement ? places(placement) : decision.placement} ·{' '}
          {t('position', { position: decision.position + 1 })} · <Moment at={decision.at} />
        </p>
      </div>
      {trace ? (
        <>
          <ul className="grid gap-3 empty:hidden">
            {trace.funnels.map((funnel) => (
              <Verdict key={`${funnel.funnel} ${funnel.version}`} verdict={funnel} />
            ))}
          </ul>
          {trace.more > 0 ? <p className="text-sm text-muted">{t('more', { count: trace.more })}</p> : null}
          {trace.unreadable.length > 0 ? (
            <p className="text-sm text-danger">{t('unreadable', { funnels: trace.unreadable.join(', ') })}</p>
          ) : null}
          <details className="text-sm">
            <summary className="cursor-pointer py-2 text-muted">{t('facts')}</summary>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-sm bg-surface p-3 text-xs">
              {Object.entries(trace.facts).map(([name, value]) => (
                <div key={name} className="contents">
                  <dt className="text-muted">{name}</dt>
                  <dd className="break-words font-mono">{JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      ) : (
        <p className="text-sm text-muted">{t('unread')}</p>
      )}
    </>
  )
}

function Verdict({ verdict: { funnel, version, result, reasons, refused } }: { verdict: FunnelTrace }) {
  const t = useTranslations('admin.order.why')
  const order = useTranslations('admin.order')
  return (
    <li className="grid gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-strong">{order('version', { key: funnel, number: version })}</span>
        <Mark tone={tones[result]}>{t(`results.${result}`)}</Mark>
      </p>
      <ul className="grid gap-1 pl-4 text-muted empty:hidden">
        {reasons.map(({ condition, found, held }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reasons of a stored decision never move.
          <li key={at}>
            {held ? t('held') : t('failed')} <ConditionText condition={condition} />
            {t('was')} <FoundText found={found} />
          </li>
        ))}
        {refused.map(({ offer, why }) => (
          <li key={offer}>
            <code className="font-mono text-xs">{offer}</code> {t(`refusals.${why}`)}
          </li>
        ))}
      </ul>
    </li>
  )
}
