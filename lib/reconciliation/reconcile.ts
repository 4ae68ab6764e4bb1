import 'server-only'
import { type Break, keepBreaks, openSubjects } from '@/lib/breaks/keep-breaks'
import { syncPayment } from '@/lib/charges/sync-payment'
import { logger } from '@/lib/logger'
import { syncRefund } from '@/lib/refunds/sync-refund'
import { checkPayments, checkRefunds, findSuspects } from './find-breaks'

const DAYS = 3
/** Webhooks and look-ups get this long to tell us before a difference is one. */
const SETTLING_MS = 5 * 60 * 1_000

export type Reconciled = { seen: number; healed: number; breaks: Break[]; fresh: Break[]; closed: number }

/**
 * Daily truth (trust: 3.7): compares the provider's payments and refunds of the last three days with ours, and all that
 * was broken before. What re-reading can heal is healed; what is left is a row with its class until it is gone. Safe to
 * run at any time and beside itself. Throws when the provider's books cannot be read: then nothing is known.
 */
export async function reconcile(now = new Date()): Promise<Reconciled> {
  const span = {
    from: new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1_000),
    to: new Date(now.getTime() - SETTLING_MS),
  }
  const suspects = await findSuspects(span)
  const before = await openSubjects('recon_break')
  const old = (isRefund: boolean) =>
    before.filter((each) => (each.class === 'refund') === isRefund).map(({ subject }) => subject)
  const payments = [...new Set([...suspects.payments, ...old(false)])]
  const refunds = [...new Set([...suspects.refunds, ...old(true)])]

  for (const id of payments) await syncPayment(id)
  for (const id of refunds) await syncRefund(id)
  const breaks = [...(await checkPayments(payments)), ...(await checkRefunds(refunds))]
  const { fresh, closed } = await keepBreaks('recon_break', breaks)
  for (const each of fresh) logger.error(each, 'the books do not agree')
  const broken = new Set(breaks.map(({ subject }) => subject))
  const healed = [...suspects.payments, ...suspects.refunds].filter((id) => !broken.has(id)).length
  logger.info({ seen: suspects.seen, healed, breaks: breaks.length, closed }, 'reconciled')
  return { seen: suspects.seen, healed, breaks, fresh, closed }
}
