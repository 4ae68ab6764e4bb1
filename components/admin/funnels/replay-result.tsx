import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ReplayRevenue } from '@/components/admin/funnels/replay-revenue'
import { Panel } from '@/components/admin/panel'
import { Notice } from '@/components/ui/notice'
import { formatCount, formatShare } from '@/lib/insight/format'
import type { Replay } from '@/lib/replay/replay'

const REFUSALS = ['not_for_sale', 'switched_off', 'seen', 'owned', 'second_plan', 'declined_lately'] as const

/** What a replay found: how many orders, what became of them, and what they would bring. */
export function ReplayResult({ result }: { result: Replay }) {
  const t = useTranslations('builder.replay')
  const locale = useLocale()
  const { orders, matched, won, oneClick, quiet, otherFunnels, refused, expected, notReplayed } = result
  const count = (number: number) => formatCount(number, locale)
  const share = (part: number, whole: number) => formatShare(part, whole, locale)
  const day = (iso: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso))
  const others = Object.entries(otherFunnels).toSorted(([, a], [, b]) => b - a)
  const behind = others.reduce((sum, [, number]) => sum + number, 0)
  const reasons = REFUSALS.flatMap((why) => {
    const times = refused[why] ?? 0
    return times > 0 ? [{ why, times }] : []
  }).toSorted((a, b) => b.times - a.times)
  return (
    <>
      <p className="text-sm text-muted tabular-nums">
        {t('period', { from: day(result.from), until: day(result.until), orders: count(orders) })}
      </p>
      {notReplayed.length > 0 ? (
        <Notice>
          {t('notReplayed', { facts: notReplayed.map((fact) => t(`unknown.${fact}`)).join(t('comma')) })}
        </Notice>
      ) : null}
      <dl className="grid gap-3 sm:grid-cols-3">
        <Figure
          name={t('matched')}
          value={count(matched)}
          help={t('ofOrders', { share: share(matched, orders) })}
        />
        <Figure name={t('won')} value={count(won)} help={t('ofMatched', { share: share(won, matched) })} />
        <Figure
          name={t('oneClick')}
          value={count(oneClick)}
          help={t('ofWon', { share: share(oneClick, won) })}
        />
      </dl>
      <ReplayRevenue expected={expected} />
      <Panel title={t('became')}>
        {matched === 0 ? (
          <p className="text-sm text-muted">{t('noMatch')}</p>
        ) : (
          <ul className="grid gap-4 text-sm">
            <Bar part={won} whole={matched} strong>
              {t('itWins')}
            </Bar>
            {others.map(([key, number]) => (
              <Bar key={key} part={number} whole={matched}>
                {t('otherFirst', { key })}
              </Bar>
            ))}
            <Bar part={matched - won - behind} whole={matched}>
              {t('nothing')}
            </Bar>
          </ul>
        )}
        {quiet > 0 ? (
          <p className="text-sm text-muted">{t('quiet', { count: quiet, written: count(quiet) })}</p>
        ) : null}
      </Panel>
      {reasons.length > 0 ? (
        <Panel title={t('refused')}>
          <p className="text-sm text-muted">{t('refusedLead')}</p>
          <dl className="divide-y divide-line text-sm">
            {reasons.map(({ why, times }) => (
              <div key={why} className="flex justify-between gap-4 py-2">
                <dt>{t(`refusal.${why}`)}</dt>
                <dd className="tabular-nums">{count(times)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      ) : null}
    </>
  )
}

function Figure({ name, value, help }: { name: string; value: string; help: string }) {
  return (
    <div className="grid content-start gap-1 rounded-md border border-line p-4">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-xl font-strong tracking-tight tabular-nums">{value}</dd>
      <dd className="text-xs text-muted tabular-nums">{help}</dd>
    </div>
  )
}

type BarProps = { part: number; whole: number; strong?: boolean; children: ReactNode }

function Bar({ part, whole, strong = false, children }: BarProps) {
  const locale = useLocale()
  return (
    <li className="grid gap-1.5">
      <p className="flex justify-between gap-4">
        <span className={strong ? 'font-strong' : ''}>{children}</span>
        <span className="whitespace-nowrap tabular-nums">
          {formatCount(part, locale)} <span className="text-muted">· {formatShare(part, whole, locale)}</span>
        </span>
      </p>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
        <rect width="100" height="4" className="fill-surface" />
        <rect width={(100 * part) / whole} height="4" className={strong ? 'fill-accent' : 'fill-edge'} />
      </svg>
    </li>
  )
}
