import { useTranslations } from 'next-intl'
import { TreeTable } from '@/components/admin/tree-table'
import { ScrollRegion } from '@/components/ui/scroll-region'
import type { Definition } from '@/lib/funnels/definition'
import { type Box, layOut, type Way } from '@/lib/funnels/lay-out'
import { formatCount, formatShare } from '@/lib/insight/format'
import type { FlowCounts } from '@/lib/insight/overview'

const BOX = { width: 216, height: 84 }
const GAP = { x: 132, y: 34 }
const EDGE = 6

type Counts = Pick<FlowCounts, 'shown' | 'accepted' | 'declined' | 'expired'>

type Props = {
  definition: Pick<Definition, 'entry' | 'steps'>
  locale: string
  /** What became of each offer; without it the tree alone is drawn. */
  counts?: ReadonlyMap<string, Counts>
}

const place = ({ column, row }: Box) => ({
  x: EDGE + column * (BOX.width + GAP.x),
  y: EDGE + row * (BOX.height + GAP.y),
})

/** Cuts a text to the width of a box; wide signs count twice. */
function cut(text: string, width: number): string {
  let used = 0
  for (const [at, sign] of [...text].entries()) {
    used += (sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
    if (used > width) return `${[...text].slice(0, at).join('')}…`
  }
  return text
}

/** A funnel as a drawn tree, with the same as a table below it for those who cannot see it. */
export function FunnelTree({ definition, locale, counts }: Props) {
  const t = useTranslations('funnels.tree')
  const { boxes, ways } = layOut(definition)
  if (boxes.length === 0) return <p className="text-sm text-muted">{t('empty')}</p>
  const columns = Math.max(...boxes.map(({ column }) => column)) + 1
  const rows = Math.max(...boxes.map(({ row }) => row)) + 1
  const width = 2 * EDGE + columns * BOX.width + (columns - 1) * GAP.x
  const height = 2 * EDGE + rows * BOX.height + (rows - 1) * GAP.y
  const most = Math.max(1, ...[...(counts?.values() ?? [])].map(({ shown }) => shown))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <ScrollRegion label={t('label')}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('alt', { count: boxes.length })}
        >
          {ways.map((way) => (
            <Line
              key={`${way.from} ${way.to}`}
              way={way}
              boxes={boxes}
              counts={counts}
              most={most}
              locale={locale}
            />
          ))}
          {boxes.map((box) => (
            <Node
              key={box.step.key}
              box={box}
              locale={locale}
              count={counts?.get(box.step.offer)}
              first={box.step.key === definition.entry}
            />
          ))}
        </svg>
      </ScrollRegion>
      <TreeTable definition={definition} locale={locale} counts={counts} />
    </div>
  )
}

type NodeProps = { box: Box; locale: string; count: Counts | undefined; first: boolean }

function Node({ box, locale, count, first }: NodeProps) {
  const t = useTranslations('funnels.tree')
  const { x, y } = place(box)
  const { step, reached } = box
  const headline = step.texts[locale]?.headline || step.key
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={BOX.width}
        height={BOX.height}
        rx="10"
        strokeWidth="1.25"
        strokeDasharray={reached ? undefined : '5 4'}
        className={`fill-canvas ${first ? 'stroke-accent' : 'stroke-edge'}`}
      />
      <text x={x + 14} y={y + 24} className="fill-ink text-xs font-strong">
        {cut(headline, 28)}
      </text>
      <text x={x + 14} y={y + 44} className="fill-muted text-xs">
        {cut(`${step.product || t('noProduct')} · ${t(`kinds.${step.kind}`)}`, 32)}
      </text>
      <text x={x + 14} y={y + 67} className="fill-muted text-xs tabular-nums">
        {count
          ? t('taken', {
              shown: formatCount(count.shown, locale),
              share: formatShare(count.accepted, count.shown, locale),
            })
          : reached
            ? t('minutes', { minutes: step.deadlineMinutes })
            : t('unreached')}
      </text>
    </g>
  )
}

type LineProps = {
  way: Way
  boxes: Box[]
  counts: ReadonlyMap<string, Counts> | undefined
  most: number
  locale: string
}

function Line({ way, boxes, counts, most, locale }: LineProps) {
  const t = useTranslations('funnels.tree')
  const from = boxes.find(({ step }) => step.key === way.from)
  const to = boxes.find(({ step }) => step.key === way.to)
  if (!from || !to) return null
  const count = counts?.get(from.step.offer)
  const through =
    count && way.outcomes.reduce((sum, outcome) => sum + (outcome === 'failed' ? 0 : count[outcome]), 0)
  const [a, b] = [place(from), place(to)]
  const back = to.column <= from.column
  const [x1, y1] = [a.x + BOX.width, a.y + BOX.height / 2]
  const [x2, y2] = [back ? b.x + BOX.width : b.x, b.y + BOX.height / 2]
  const bend = back ? 60 : Math.max(40, (x2 - x1) / 2)
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 + (back ? bend : -bend)} ${y2} ${x2} ${y2}`
  const label = way.outcomes.map((outcome) => t(`outcomes.${outcome}`)).join(' / ')
  const color = back ? 'stroke-danger' : way.outcomes.includes('accepted') ? 'stroke-success' : 'stroke-edge'
  const middle = { x: (x1 + x2) / 2 + (back ? bend : 0), y: (y1 + y2) / 2 }
  return (
    <g>
      <path
        d={path}
        fill="none"
        strokeWidth={through === undefined ? 1.5 : 1.5 + (12 * through) / most}
        strokeOpacity={through === undefined ? 1 : 0.45}
        className={color}
      />
      <text
        x={middle.x}
        y={middle.y - 6}
        textAnchor="middle"
        strokeWidth="4"
        paintOrder="stroke"
        className="fill-ink stroke-canvas text-xs"
      >
        {cut(label, 20)}
      </text>
      {through === undefined ? null : (
        <text
          x={middle.x}
          y={middle.y + 12}
          textAnchor="middle"
          strokeWidth="4"
          paintOrder="stroke"
          className="fill-muted stroke-canvas text-xs tabular-nums"
        >
          {formatCount(through, locale)}
        </text>
      )}
    </g>
  )
}
