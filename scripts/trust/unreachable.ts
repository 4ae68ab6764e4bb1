import { freePort } from '../free-port.ts'
import type { Family, Trial } from './family.ts'
import { settleAndJudge } from './rest.ts'
import { click, leadsTo, newCustomer, newOffers, type OpenOffer, pressOnPage } from './shopper.ts'
import { restartInstances } from './stack.ts'

type Way = { name: string; address: (trial: Trial) => Promise<string>; ends: 'not sent' | 'unknown' }

/** Why a provider is out of reach (trust: d1). A failed TLS handshake proves nothing to the SDK's caller. */
const WAYS: Way[] = [
  {
    name: 'refused',
    address: async () => `http://127.0.0.1:${await freePort()}`,
    ends: 'not sent',
  },
  { name: 'no such name', address: async () => 'http://emulator.invalid', ends: 'not sent' },
  {
    name: 'no TLS',
    address: async ({ stack }) => stack.emulatorUrl.replace('http:', 'https:'),
    ends: 'unknown',
  },
]

/** The provider is not there at all: nothing is charged, and where that is sure the same page offers another try. */
export const unreachable: Family = {
  name: 'provider out of reach',
  says: 'the provider’s address refuses, has no name or speaks no TLS; what was surely not sent may be tried again',
  async run(trial: Trial) {
    const { stack, counts } = trial
    const customer = await newCustomer(stack, 'out-of-reach@example.com')
    const impressions: string[] = []
    const violations: string[] = []
    const faults: Record<string, number> = {}
    const again: OpenOffer[] = []
    for (const { name, address, ends } of WAYS) {
      await restartInstances(stack, { providerAddress: await address(trial) })
      for (const offer of await newOffers(stack, customer, counts.faultRounds)) {
        impressions.push(offer.impressionId)
        faults[name] = (faults[name] ?? 0) + 1
        const answers = await Promise.all(stack.instances.map((instance) => click(stack, instance, offer)))
        for (const answer of answers)
          if (answer?.status !== 303) violations.push(`${name}: a click was answered ${answer?.status}`)
        if (ends === 'not sent') again.push(offer)
        violations.push(...(await isEnd(trial, offer, ends)).map((wrong) => `${name}: ${wrong}`))
      }
    }
    await restartInstances(stack)
    for (const offer of again) violations.push(...(await secondTry(trial, offer)))
    const verdict = await settleAndJudge(trial, impressions)
    return {
      trials: impressions.length,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      faults,
      notes: [`${again.length} were tried again on their page, and charged once each`],
    }
  },
}

async function isEnd({ database }: Trial, { impressionId }: OpenOffer, ends: Way['ends']): Promise<string[]> {
  const { rows } = await database.query<{ state: string; reason: string | null }>(
    'SELECT state, reason FROM charge_attempt WHERE impression_id = $1',
    [impressionId],
  )
  const [attempt] = rows
  const right =
    ends === 'unknown'
      ? attempt?.state === 'unknown'
      : attempt?.state === 'failed' && attempt.reason === 'NOT_SENT'
  return right && rows.length === 1 ? [] : [`${impressionId} is ${JSON.stringify(rows)}`]
}

async function secondTry({ stack, database }: Trial, offer: OpenOffer): Promise<string[]> {
  const answer = await pressOnPage(stack, stack.instances[0], offer, /^Pay /)
  const { rows } = await database.query(
    `SELECT 1 FROM charge_attempt WHERE impression_id = $1 AND posts = 1 AND provider_payment_id IS NOT NULL`,
    [offer.impressionId],
  )
  return leadsTo(stack, answer)?.includes(offer.impressionId) && rows.length === 1
    ? []
    : [`the second try of ${offer.impressionId} made ${rows.length} charges`]
}
