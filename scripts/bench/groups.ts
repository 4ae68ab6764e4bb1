import type { AcceptResult, AcceptRun } from './accept.ts'
import type { Bytes } from './bytes.ts'
import type { Figure } from './figures.ts'
import type { Category, Scores } from './lighthouse.ts'
import type { Load } from './load.ts'
import type { Decisions, Replayed } from './measure-decide.ts'
import type { PageName, PageTimes } from './pages.ts'
import type { Memory } from './process-cost.ts'
import { median, p95, p99 } from './stats.ts'

const KIB = 1_024

export function decideFigures(times: Decisions): Figure[] {
  const whole = times.map((each) => each.whole)
  const pure = times.map((each) => each.pure)
  return [
    { name: 'decision without reading, median', value: median(pure), unit: 'ms' },
    { name: 'decision without reading, p99', value: p99(pure), unit: 'ms', target: { atMost: 5 } },
    {
      name: 'decision with all its reading, median',
      value: median(whole),
      unit: 'ms',
      note: `p99 ${p99(whole).toFixed(1)} ms, in the worker`,
    },
  ]
}

/** What the merchant's pages wait for, in the worst of the rounds. */
export const dashboardFigures = (times: Record<string, number[]>): Figure[] =>
  Object.entries(times).map(([name, all]) => ({
    name: `merchant: ${name}, slowest`,
    value: Math.max(...all),
    unit: 'ms',
    target: { atMost: 300 },
    note: `median ${median(all).toFixed(1)} ms`,
  }))

/** Replaying a funnel over a shop's past. */
export const replayFigure = ({ ms, orders, matched }: Replayed): Figure => ({
  name: 'replay of 100,000 orders',
  value: ms,
  unit: 'ms',
  target: { atMost: 10_000 },
  note: `${orders} orders, ${matched} matched`,
})

/** How deciding grows with ten times the impressions. */
export const growthFigure = (small: Decisions, large: Decisions): Figure => ({
  name: 'decision, a million impressions against 100,000',
  value: median(large.map(({ whole }) => whole)) / median(small.map(({ whole }) => whole)),
  unit: '×',
  target: { atMost: 1.2 },
})

export function acceptFigures({ script, form, ...counted }: AcceptResult): Figure[] {
  return [
    ...ownTime('accept, form', form),
    ...ownTime('accept, script', script),
    {
      name: 'provider calls, click to answer',
      value: Math.max(...counted.providerCalls),
      unit: 'calls',
      target: { exactly: 1 },
      note: `least ${Math.min(...counted.providerCalls)}`,
    },
    {
      name: 'charges at the emulator per accept',
      value: counted.chargesAtEmulator / counted.accepts,
      unit: 'calls',
      target: { exactly: 1 },
      note: `${counted.chargesAtEmulator} for ${counted.accepts}`,
    },
  ]
}

const ownTime = (name: string, { own, provider, cpuMs }: AcceptRun): Figure[] => [
  { name: `${name}: own time, median`, value: median(own), unit: 'ms' },
  {
    name: `${name}: own time, p95`,
    value: p95(own),
    unit: 'ms',
    target: { atMost: 25 },
    note: `${own.length} accepts; provider's share ${median(provider).toFixed(1)} ms, CPU ${cpu(cpuMs)}`,
  },
]

const cpu = (ms: number | null) => (ms === null ? 'unknown' : `${ms.toFixed(2)} ms`)

export function webhookFigures({ shop, adapter }: { shop: Load; adapter: Load }): Figure[] {
  return [
    { name: 'webhooks acknowledged', value: shop.perSecond, unit: '/s', note: `CPU ${cpu(shop.cpuMs)} each` },
    { name: 'webhooks, p99', value: p99(shop.latencies), unit: 'ms' },
    {
      name: 'adapter: acknowledged',
      value: adapter.perSecond,
      unit: '/s',
      note: `CPU ${cpu(adapter.cpuMs)} each`,
    },
    { name: 'adapter: p99', value: p99(adapter.latencies), unit: 'ms' },
    ratio('webhooks against the adapter', shop, adapter, 1.5),
  ]
}

/** The median of the rounds' ratios by wall clock; the one by processor time is disturbed less by other programs. */
function ratio(name: string, ours: Load, theirs: Load, atLeast: number): Figure {
  const pairs = ours.rounds.flatMap((our, round) => {
    const their = theirs.rounds[round]
    return their ? [{ our, their }] : []
  })
  const byCpu = median(pairs.map(({ our, their }) => (their.cpuMs ?? Number.NaN) / (our.cpuMs ?? Number.NaN)))
  return {
    name,
    value: median(pairs.map(({ our, their }) => our.perSecond / their.perSecond)),
    unit: '×',
    target: { atLeast },
    note: `by CPU ${byCpu.toFixed(2)} ×`,
  }
}

export function pageTimeFigures(times: Record<PageName, PageTimes>): Figure[] {
  const firstBytes = (Object.keys(times) as PageName[]).map(
    (page): Figure => ({
      name: `${page}: first byte, median`,
      value: median(times[page].firstByte),
      unit: 'ms',
      note: `p95 ${p95(times[page].firstByte).toFixed(1)} ms`,
    }),
  )
  return [
    ...firstBytes,
    {
      name: 'offer: whole document, p95',
      value: p95(times.offer.whole),
      unit: 'ms',
      target: { atMost: 25 },
      note: `median ${median(times.offer.whole).toFixed(1)} ms; bare page p95 ${p95(times.bare.whole).toFixed(1)} ms`,
    },
  ]
}

export function pageLoadFigures(loads: Record<'home' | 'offer' | 'bare', Load>): Figure[] {
  const requests = (['home', 'offer', 'bare'] as const).map(
    (page): Figure => ({
      name: `${page}: requests`,
      value: loads[page].perSecond,
      unit: '/s',
      note: `CPU ${cpu(loads[page].cpuMs)} each`,
    }),
  )
  return [...requests, ratio('offer against the bare page', loads.offer, loads.bare, 0.9)]
}

export function byteFigures(bytes: Bytes): Figure[] {
  return [
    { name: 'offer: script, gzip', value: bytes.offerScript / KIB, unit: 'KiB', target: { atMost: 145 } },
    { name: 'blank page: script, gzip', value: bytes.blankScript / KIB, unit: 'KiB' },
    { name: 'offer: HTML, gzip', value: bytes.offerHtmlGzip / KIB, unit: 'KiB', target: { atMost: 8 } },
    { name: 'offer: HTML, raw', value: bytes.offerHtml / KIB, unit: 'KiB' },
  ]
}

export function memoryFigures(memory: Memory | null): Figure[] {
  return [
    { name: 'server after load, RSS', value: memory?.rss ?? null, unit: 'MiB' },
    { name: 'server after load, PSS', value: memory?.pss ?? null, unit: 'MiB' },
    {
      name: 'server under load, highest RSS',
      value: memory?.peakRss ?? null,
      unit: 'MiB',
      target: { atMost: 450 },
    },
  ]
}

export function lighthouseFigures(page: string, scores: Scores, faults: string[]): Figure[] {
  return (Object.keys(scores) as Category[]).map((name) => ({
    name: `${page}: ${name}`,
    value: scores[name],
    unit: 'points',
    target: { atLeast: name === 'performance' ? 97 : 100 },
    ...(name === 'performance' && faults.length > 0 && { note: faults.join(', ') }),
  }))
}
