import { readFile, writeFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { formatMoney } from '@/lib/money'
import { openShop } from '@/lib/testing/shop'
import type { QuoteView } from './view'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { change, look, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { GENERATIONS, MODES, planTools } = await import('@/lib/testing/plans')
const { advance, atProvider, chargesOf, rules, setMode } = planTools(shop)

const FILE = new URL('../../docs/subscriptions.md', import.meta.url)
const [START, END] = ['<!-- made by the test: start -->', '<!-- made by the test: end -->']

const DIRECTIONS = [
  { what: 'Basic → Pro, now', from: 'lumen-basic', to: 'lumen-pro', when: 'now' },
  { what: 'Pro → Basic, now', from: 'lumen-pro', to: 'lumen-basic', when: 'now' },
  { what: 'Pro → Pro yearly, now', from: 'lumen-pro', to: 'lumen-pro-yearly', when: 'now' },
] as const
const LATER = [
  { what: 'Pro → Basic, at the end', from: 'lumen-pro', to: 'lumen-basic', when: 'period_end' },
  { what: 'Basic → Pro, at the end', from: 'lumen-basic', to: 'lumen-pro', when: 'period_end' },
] as const

const money = (amount: number) => formatMoney({ amount, currency: 'USD' }, 'en')
const DAY_MS = 86_400_000

/** One row: bought on day 0, changed on day 15, and what the first charge after that was. */
async function row(
  generation: string,
  mode: string,
  { what, from, to, when }: (typeof DIRECTIONS)[number] | (typeof LATER)[number],
): Promise<string> {
  await goToMonthOfThirtyDays()
  const who = await subscribe(from, { expiry: '12/79' })
  const bought = await atProvider(who)
  await advance('P15D')
  const { quote, outcome } = await change(who, { plan: to, when })
  const charged = sum(await chargesOf(who)) - (from === 'lumen-basic' ? 3000 : 8000)
  expect(charged).toBe(quote.due.amount)
  if (when === 'now') expect(outcome).toMatchObject({ state: 'applied', charged: quote.due, gap: null })
  else expect(outcome.state).toBe('scheduled')

  const { next_billing_date: next } = await atProvider(who)
  expect(quote.nextCharge.at.slice(0, 10)).toBe(next.slice(0, 10))
  const kept = Math.abs(Date.parse(next) - Date.parse(bought.next_billing_date)) < DAY_MS
  const before = sum(await chargesOf(who))
  await shop.control('POST', '/clock', { to: new Date(Date.parse(next) + DAY_MS).toISOString() })
  await advance('PT1M', who)
  const renewal = sum(await chargesOf(who)) - before
  expect(renewal).toBe(quote.nextCharge.due.amount)
  expect((await look(who)).plan.slug).toBe(to)
  await shop.provider.subscriptions.update(who.providerId, { status: 'cancelled' })
  const cells = [
    ...[generation, mode, what, quoted(quote), money(charged)],
    quote.creditGained ? money(quote.creditGained.amount) : '–',
    `${money(renewal)}, ${kept ? 'date kept' : 'date begins anew'}`,
  ]
  return `| ${cells.join(' | ')} |`
}

/** The provider's own examples are of such months: half of one is $15 of Basic. */
async function goToMonthOfThirtyDays(): Promise<void> {
  const { now } = await shop.control<{ now: string }>('GET', '/clock')
  const first = new Date(Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 1, 1, 12))
  while (new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate() !== 30)
    first.setUTCMonth(first.getUTCMonth() + 1)
  await shop.control('POST', '/clock', { to: first.toISOString() })
}

const sum = (charges: { status: string | null | undefined; total: number }[]) =>
  charges.reduce((all, { status, total }) => all + (status === 'succeeded' ? total : 0), 0)

const quoted = ({ due, nextCharge }: QuoteView) =>
  `${money(due.amount)} now, then ${money(nextCharge.due.amount)}`

test('the table in docs/subscriptions.md is what happens', async () => {
  await openPlans()
  const rows: string[] = []
  for (const generation of GENERATIONS) {
    await rules(generation)
    for (const mode of MODES) {
      await setMode(mode)
      for (const direction of DIRECTIONS) rows.push(await row(generation, mode, direction))
    }
    for (const direction of LATER) rows.push(await row(generation, 'full_immediately', direction))
  }
  const table = [
    '| rules | mode | change on day 15 | quote | charged now | credit | next renewal |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
  const committed = await readFile(FILE, 'utf8')
  const [head = '', rest = ''] = committed.split(START)
  const written = `${head}${START}\n${table}\n${END}${rest.split(END)[1] ?? ''}`
  if (process.env.WRITE_DOCS) await writeFile(FILE, written)
  expect(process.env.WRITE_DOCS ? await readFile(FILE, 'utf8') : committed).toBe(written)
}, 300_000)
