import { useLocale, useTranslations } from 'next-intl'
import { ScrollRegion } from '@/components/ui/scroll-region'
import type { DayFigures } from '@/lib/insight/overview'
import { formatMoney } from '@/lib/money'

const WIDTH = 960
const HEIGHT = 220
const LEFT = 72
const BOTTOM = 24
const TOP = 10

/** A round number at or above the highest bar, for the top of the scale. */
function roundUp(value: number): number {
  if (value <= 0) return 100
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 2.5, 5, 10].find((each) => each * unit >= value) ?? 10
  return step * unit
}

/** What offers brought, day by day, after what was given back; the same numbers as a table beside it. */
export function RevenuePlot({ days, currency }: { days: DayFigures[]; currency: string }) {
  const t = useTranslations('admin.overview')
  const locale = useLocale()
  const money = (amount: number) => formatMoney({ amount, currency }, locale)
  const net = days.map(({ offersMinor, offersBackMinor }) => Math.max(0, offersMinor - offersBackMinor))
  const top = roundUp(Math.max(...net, 0))
  const plotHeight = HEIGHT - BOTTOM - TOP
  const slot = (WIDTH - LEFT) / Math.max(1, days.length)
  const y = (value: number) => TOP + plotHeight * (1 - value / top)
  const every = Math.ceil(days.length / 8)
  const dayName = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const write = (day: string) => dayName.format(new Date(`${day}T00:00:00Z`))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('revenueAlt', {
          sum: money(net.reduce((sum, each) => sum + each, 0)),
          days: days.length,
        })}
        className="h-auto w-full max-sm:min-h-40"
        preserveAspectRatio="none"
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={WIDTH} y1={y(top * part)} y2={y(top * part)} className="stroke-line" />
            <text
              x={LEFT - 10}
              y={y(top * part) + 4}
              textAnchor="end"
              className="fill-muted text-xs tabular-nums"
            >
              {money(top * part)}
            </text>
          </g>
        ))}
        {days.map(({ day }, at) => {
          const value = net[at] ?? 0
          const x = LEFT + slot * at
          return (
            <g key={day}>
              <rect
                x={x + slot * 0.15}
                y={y(value)}
                width={slot * 0.7}
                height={Math.max(0, y(0) - y(value))}
                rx={Math.min(2, slot * 0.2)}
                className="fill-accent"
              >
                <title>{`${write(day)}: ${money(value)}`}</title>
              </rect>
              {at % every === 0 ? (
                <text x={x + slot / 2} y={HEIGHT - 6} textAnchor="middle" className="fill-muted text-xs">
                  {write(day)}
                </text>
              ) : null}
            </g>
          )
        })}
      </svg>
      <details className="text-sm">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-muted">
          {t('asTable')}
        </summary>
        <ScrollRegion label={t('revenue')} className="max-h-80  rounded-sm border border-line">
          <table className="w-full text-sm">
            <thead className="sticky top-0 bg-surface text-left text-xs text-muted">
              <tr>
                <th scope="col" className="px-3 py-2 font-normal">
                  {t('day')}
                </th>
                {(['ordersOf', 'cameFor', 'paid', 'givenBack', 'net'] as const).map((name) => (
                  <th key={name} scope="col" className="px-3 py-2 text-right font-normal">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="text-right tabular-nums">
              {days.toReversed().map((day) => (
                <tr key={day.day} className="border-t border-line">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    {write(day.day)}
                  </th>
                  <td className="px-3 py-1.5">{day.orders}</td>
                  <td className="px-3 py-1.5">{money(day.baseMinor)}</td>
                  <td className="px-3 py-1.5">{money(day.offersMinor)}</td>
                  <td className="px-3 py-1.5">{money(day.offersBackMinor)}</td>
                  <td className="px-3 py-1.5">{money(day.offersMinor - day.offersBackMinor)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </div>
  )
}
