import { submitCheckout } from '../../emulator/testing.ts'
import type { Family, Trial } from './family.ts'
import { runOperator } from './operator.ts'
import { letHoursPass, settleAndJudge, untilQuiet } from './rest.ts'
import { click, newCustomer, newOffers, type OpenOffer, pressOnPage } from './shopper.ts'
import { addWeather, control, untilDelivered } from './weather.ts'

const WORD = ['--reason', 'not at the desk', '--evidence', 'searched by mail, none'] as const

/** Money that comes after an operator has let its charge go (trust: d9). */
export const released: Family = {
  name: 'late money after a release',
  says: 'a charge nobody could find is released by the operator’s command, every other one is sold another way, then its money comes',
  async run(trial: Trial) {
    const { stack, database, counts } = trial
    const customer = await newCustomer(stack, 'released@example.com')
    const match = { email: customer.email }
    const weather = [
      await addWeather(stack, { match, effect: { processing: true } }),
      await addWeather(stack, { match: { ...match, route: 'POST /checkouts' }, effect: { dropAfter: true } }),
      await addWeather(stack, {
        match: { ...match, route: 'GET /payments' },
        effect: { list: { hideNewest: 1_000 } },
      }),
      await addWeather(stack, { match: { ...match, event: 'payment.*' }, effect: { webhooks: 'drop' } }),
    ]
    const offers = await newOffers(stack, customer, counts.releases)
    for (const offer of offers) await click(stack, stack.instances[0], offer)
    const impressions = offers.map(({ impressionId }) => impressionId)
    await untilQuiet(database, impressions)
    await letHoursPass(database, impressions)
    await untilQuiet(database, impressions)
    const { rows } = await database.query<{ id: string; state: string }>(
      'SELECT id, state FROM charge_attempt WHERE impression_id = ANY($1)',
      [impressions],
    )
    const violations = rows
      .filter(({ state }) => state !== 'needs_review')
      .map(({ id, state }) => `no person was asked about ${id}, which is ${state}`)
    for (const { id } of rows) violations.push(...(await release(trial, id)))
    for (const over of weather) await over()
    const sold = offers.filter((_, at) => at % 2 === 1)
    for (const offer of sold) violations.push(...(await sellAnotherWay(trial, offer, customer.email)))
    await letMoneyCome(
      trial,
      rows.map(({ id }) => id),
    )
    await untilDelivered(stack, [customer.email])
    const verdict = await settleAndJudge(trial, impressions)
    const { rows: ends } = await database.query<{ state: string; count: number }>(
      `SELECT state, count(*)::int FROM charge_attempt WHERE id = ANY($1) GROUP BY state`,
      [rows.map(({ id }) => id)],
    )
    if (ends.some(({ state }) => state !== 'refunded'))
      violations.push(`late money was not given back: ${JSON.stringify(ends)}`)
    return {
      trials: offers.length,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      faults: { 'sold another way meanwhile': sold.length, 'not sold': offers.length - sold.length },
    }
  },
}

/** As the operator's manual says: once to be told what it means, and again with the code. */
async function release({ stack }: Trial, id: string): Promise<string[]> {
  const asked = await runOperator(stack, 'review.ts', ['release', id, ...WORD])
  const code = /--confirm (\S+)/.exec(asked.said)?.[1]
  if (!code) return [`${id} could not be released: ${asked.said.slice(-200)}`]
  const done = await runOperator(stack, 'review.ts', ['release', id, ...WORD, '--confirm', code])
  return done.code === 0 ? [] : [`${id} was not released: ${done.said.slice(-200)}`]
}

async function sellAnotherWay({ stack }: Trial, offer: OpenOffer, email: string): Promise<string[]> {
  const answer = await pressOnPage(stack, stack.instances[1], offer, /^Pay another way/)
  const url = answer?.headers.location
  if (!url?.startsWith(stack.emulatorUrl))
    return [`${offer.impressionId} was not led to a checkout but to ${url}`]
  await submitCheckout(url, { email, country: 'DE', postalCode: '10115' })
  return []
}

async function letMoneyCome({ stack }: Trial, attemptIds: string[]): Promise<void> {
  const { items } = await control<{
    items: { payment_id: string; status: string; metadata: Record<string, unknown> | null }[]
  }>(stack, 'GET', '/payments')
  for (const { payment_id, metadata, status } of items)
    if (status === 'processing' && attemptIds.includes(String(metadata?.attempt_id)))
      await control(stack, 'POST', `/payments/${payment_id}/settle`, { status: 'succeeded' })
}
