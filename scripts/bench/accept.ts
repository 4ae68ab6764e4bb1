import type { Browser } from '@playwright/test'
import type pg from 'pg'
import { z } from 'zod'
import { acceptRequest, captureAccept } from './accept-request.ts'
import type { BenchStack } from './bench-stack.ts'
import { type Answer, Connection } from './http-client.ts'
import { cpuTime } from './process-cost.ts'
import { copyOffer, type Offer, withDatabase } from './shop-data.ts'

/** How one way of accepting went: times in ms, own time without the provider's share. */
export type AcceptRun = { own: number[]; provider: number[]; cpuMs: number | null }

export type AcceptResult = {
  /** As the page's script sends it; the answer holds the next page too. */
  script: AcceptRun
  /** As a plain form sends it; the answer is a redirect. */
  form: AcceptRun
  /** Calls of the shop to the provider between the click and the answer, per accept. */
  providerCalls: number[]
  /** What the emulator itself counted for all accepts. */
  chargesAtEmulator: number
  accepts: number
}

// Two by form, then one by script.
const WAYS = ['form', 'form', 'script'] as const
const WARM_UP = 15 * WAYS.length

/**
 * Accepts offers one at a time, each by another shopper, form and script in turn; the next one begins when the
 * sale of the last one is settled, so that nothing else is under way.
 */
export async function measureAccept(
  stack: BenchStack,
  browser: Browser,
  model: Offer,
  accepts: number,
): Promise<AcceptResult> {
  const { shop, databaseUrl, provider, emulatorUrl } = stack
  const [forScript, forForm, ...offers] = await copyOffer(databaseUrl, model, 2 + WARM_UP + accepts)
  if (!forScript || !forForm) throw new Error('No offers were copied.')
  const models = {
    script: await captureAccept(browser, shop.url, forScript, true),
    form: await captureAccept(browser, shop.url, forForm, false),
  }
  const runs = { script: emptyRun(), form: emptyRun() }
  const providerCalls: number[] = []
  const chargesBefore = await countCharges(emulatorUrl)
  const connection = new Connection()
  await withDatabase(databaseUrl, async (database) => {
    for (const [index, offer] of offers.entries()) {
      const way = WAYS[index % WAYS.length] ?? 'form'
      const cpuBefore = cpuTime(shop.pid)
      const answer = await connection.send(acceptRequest(shop.url, models[way], offer))
      const cpuAfter = cpuTime(shop.pid)
      if (!leadsOn(answer, offer)) throw new Error(`An accept was answered ${answer.status}.`)
      await settled(database, offer)
      if (index < WARM_UP) continue
      const calls = provider.calls.filter(({ from }) => from > answer.from && from < answer.to)
      const share = calls.reduce((sum, { from, to }) => sum + Math.min(to, answer.to) - from, 0)
      providerCalls.push(calls.length)
      runs[way].own.push(answer.totalMs - share)
      runs[way].provider.push(share)
      if (cpuBefore !== null && cpuAfter !== null) runs[way].cpu += cpuAfter - cpuBefore
    }
  })
  connection.close()
  return {
    script: finish(runs.script),
    form: finish(runs.form),
    providerCalls,
    chargesAtEmulator: (await countCharges(emulatorUrl)) - chargesBefore,
    accepts: offers.length,
  }
}

/** Whether an answer sends the shopper to what became of the offer, the way scripts or plain forms are told. */
const leadsOn = ({ status, headers }: Answer, { impressionId }: Offer): boolean =>
  status < 400 &&
  String(headers['x-action-redirect'] ?? headers.location).includes(`${impressionId}?accepted=1`)

const emptyRun = () => ({ own: [] as number[], provider: [] as number[], cpu: 0 })

const finish = ({ own, provider, cpu }: ReturnType<typeof emptyRun>): AcceptRun => ({
  own,
  provider,
  cpuMs: cpu > 0 ? cpu / own.length : null,
})

/** Waits until the sale is paid and nobody works on it any more. */
async function settled(database: pg.Client, offer: Offer): Promise<void> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const { rowCount } = await database.query(
      `select 1 from charge_attempt where impression_id = $1 and state = 'succeeded' and not exists (
         select 1 from graphile_worker._private_jobs where run_at <= now())`,
      [offer.impressionId],
    )
    if (rowCount === 1) return
    if (performance.now() > deadline) throw new Error('An accepted offer was not paid in 20 s.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const journal = z.object({
  items: z.array(z.object({ method: z.string().optional(), path: z.string().optional() })),
})

async function countCharges(emulatorUrl: string): Promise<number> {
  const { items } = journal.parse(await (await fetch(`${emulatorUrl}/_emulator/journal`)).json())
  return items.filter(({ method, path }) => method === 'POST' && path === '/checkouts').length
}
