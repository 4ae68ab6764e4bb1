import { writeSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { createProgress } from '../stack/progress.ts'
import { runMain, Trouble } from '../trouble.ts'
import { measureAccept } from './accept.ts'
import { startBenchStack } from './bench-stack.ts'
import { measureBytes } from './bytes.ts'
import { type Figure, toJson, toText } from './figures.ts'
import {
  acceptFigures,
  byteFigures,
  dashboardFigures,
  decideFigures,
  growthFigure,
  lighthouseFigures,
  memoryFigures,
  pageLoadFigures,
  pageTimeFigures,
  replayFigure,
  webhookFigures,
} from './groups.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureDashboards } from './measure-dashboards.ts'
import { measureDecide, measureReplay } from './measure-decide.ts'
import { measurePageLoad, measurePageTimes, pageRequests } from './pages.ts'
import { memoryOf } from './process-cost.ts'
import { copyOffer } from './shop-data.ts'
import { buyAndSeeOffer, openBrowser } from './shopper.ts'
import { measureWebhooks } from './webhooks.ts'

/**
 * `npm run bench`: how fast the built shop is on this machine, each figure beside its target. `-- --json` prints
 * one JSON object, `-- --only decide,accept,webhooks,pages,bytes,lighthouse` measures a part, `-- --quick` less of each,
 * `-- --scale` decides in a shop of 200,000 orders with 100,000 and with a million impressions, and
 * asks for what the merchant's pages show of it.
 */

const parts = ['decide', 'accept', 'pages', 'webhooks', 'bytes', 'lighthouse'] as const
type Part = (typeof parts)[number]

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

function chosenParts(): Set<Part> {
  const asked = options.only?.split(',') ?? [...parts]
  return new Set(
    asked.map((name) => {
      const part = parts.find((each) => each === name)
      if (!part) throw new Trouble(`There is nothing called ${name} to measure.`, `Try: ${parts.join(', ')}`)
      return part
    }),
  )
}

const stops: (() => unknown)[] = []

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop()
}

async function measure(): Promise<{ title: string; figures: Figure[] }[]> {
  const chosen = chosenParts()
  const progress = createProgress(process.stderr)
  const groups: { title: string; figures: Figure[] }[] = []
  const part = async (name: Part, title: string, work: () => Promise<Figure[]>) => {
    if (!chosen.has(name)) return
    await progress.step(name, async () => {
      groups.push({ title, figures: await work() })
      return undefined
    })
  }

  await part('decide', 'Deciding: 1,000 funnels, a shopper with 500 orders', decideGroup)
  if (chosen.size === 1 && chosen.has('decide')) return groups
  const stack = await startBenchStack({
    dataDir: '.data/bench',
    progress,
    onStop: (stop) => stops.push(stop),
  })
  const { shop, databaseUrl } = stack
  const browser = await openBrowser()
  stops.push(() => browser.close())
  const worker = await stack.startWorker()
  const model = await buyAndSeeOffer(browser, stack)
  const rounds = options.quick ? 2 : 6
  const seconds = 2

  await part('accept', 'Accepting an offer, one at a time', async () =>
    acceptFigures(await measureAccept(stack, browser, model, options.quick ? 75 : 300)),
  )
  await worker.stop()
  const [offer] = await copyOffer(databaseUrl, model, 1)
  if (!offer) throw new Error('No offer was copied.')
  const pages = pageRequests(stack, offer)
  await part('pages', 'Pages', async () => [
    ...pageTimeFigures(await measurePageTimes(pages, options.quick ? 50 : 150)),
    ...pageLoadFigures(await measurePageLoad(stack, pages, seconds, rounds)),
  ])
  await part('webhooks', 'Webhooks, 16 at a time', async () =>
    webhookFigures(await measureWebhooks(stack, seconds, rounds)),
  )
  groups.push({ title: 'Memory', figures: memoryFigures(memoryOf(shop.pid)) })
  await part('bytes', 'Bytes', async () =>
    byteFigures(await measureBytes(stack, browser, offer, pages.offer)),
  )
  await part('lighthouse', 'Lighthouse, phone', async () => {
    const figures: Figure[] = []
    for (const page of ['home', 'product', 'offer'] as const) {
      const headers: Record<string, string> = page === 'offer' ? { cookie: offer.cookie } : {}
      const { scores, faults } = await measureLighthouse(pages[page].url, headers, options.quick ? 1 : 3)
      figures.push(...lighthouseFigures(page, scores, faults))
    }
    return figures
  })
  return groups
}

async function decideGroup(): Promise<Figure[]> {
  const onStop = (stop: () => unknown) => stops.push(stop)
  const rounds = options.quick ? 200 : 500
  const orders = options.scale ? 200_000 : 20_000
  const past = { orders: 100_000, impressions: 100_000, funnels: 20 }
  const replayed = options.quick ? [] : [replayFigure(await measureReplay(past, onStop))]
  const small = await measureDecide({ orders, impressions: 100_000, funnels: 1_000, rounds }, onStop)
  if (!options.scale) return [...decideFigures(small), ...replayed]
  const large = await measureDecide({ orders, impressions: 1_000_000, funnels: 1_000, rounds }, onStop)
  const dashboards = await measureDashboards(
    { orders, impressions: 1_000_000, funnels: 30, rounds: 15 },
    onStop,
  )
  return [...decideFigures(small), growthFigure(small, large), ...replayed, ...dashboardFigures(dashboards)]
}

function print(groups: { title: string; figures: Figure[] }[], seconds: number): void {
  const machine = { node: process.version, cores: availableParallelism(), load: loadavg()[0] }
  const text = options.json
    ? JSON.stringify({ machine, seconds, ...toJson(groups.flatMap(({ figures }) => figures)) }, null, 2)
    : `${toText(groups)}\n`
  writeSync(1, `${text}\n`)
}

await runMain(async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().then(() => process.exit(1)))
  }
  const since = performance.now()
  try {
    const groups = await measure()
    print(groups, Math.round((performance.now() - since) / 1_000))
  } finally {
    await stopAll()
  }
})
process.exit(0)
