import './operator-env.ts'
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { pool } from '@/lib/db/pool'
import { formatMoney } from '@/lib/money'
import { listReviews } from '@/lib/review/list-reviews'
import { confirmCode, previewRelease, type Released, releaseAttempt } from '@/lib/review/release-attempt'
import { runMain, Trouble } from './trouble.ts'

const USAGE = `npm run review                                   what waits for a person
npm run review -- release <attempt> --reason "…" --evidence "…"   let it go; asks for a confirmation first`

const MEANING: Record<Released, string> = {
  released:
    'No charge of it is known. The shopper may pay another way; money that still comes is refunded by itself.',
  refunding: 'Its money is here, but not as agreed. All of it goes back to the customer.',
  ask_again: 'No refund of it is known. A new refund is asked for within a minute.',
}

/** `npm run review`: what could not be found out by asking the provider, and an operator's word on it. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      evidence: { type: 'string' },
      confirm: { type: 'string' },
      by: { type: 'string' },
    },
  })
  const [command = 'list', id] = positionals
  if (command === 'list') return list()
  if (command !== 'release' || !id) throw new Trouble(`There is no "${command}" here.`, USAGE)
  const { reason, evidence, confirm, by = userInfo().username } = values
  if (!reason || !evidence)
    throw new Trouble(
      'A release needs --reason "why" and --evidence "what you saw at Dodo Payments, and when".',
      USAGE,
    )
  const would = await previewRelease(id)
  if (!would) throw new Trouble(`Nothing waits under ${id}.`, 'npm run review shows what does.')
  if (!confirm) {
    console.log(
      `${MEANING[would]}\n\nTo do it, type the same again with  --confirm ${confirmCode(id, reason)}`,
    )
    return
  }
  const released = await releaseAttempt({ id, actor: by, reason, evidence, code: confirm })
  if (!released.ok)
    throw new Trouble(
      released.error === 'wrong_code'
        ? 'That confirmation belongs to another attempt or another reason.'
        : 'It was settled meanwhile.',
      'npm run review shows what waits.',
    )
  console.log(`Done. ${MEANING[released.value]}`)
}

async function list(): Promise<void> {
  const reviews = await listReviews()
  if (reviews.length === 0) console.log('Nothing waits for a person.')
  for (const { kind, id, order, email, amountMinor, currency, reason, since, ...provider } of reviews) {
    const sum =
      amountMinor !== null && currency
        ? formatMoney({ amount: amountMinor, currency }, 'en')
        : 'sum not known'
    console.log(`${id}  ${kind}  order ${order}  ${sum}  ${reason ?? ''}  since ${since.toISOString()}`)
    console.log(
      `  customer ${email ?? 'not known'}; at Dodo Payments: payment ${provider.providerPayment ?? 'not known'}, checkout ${provider.providerCheckout ?? 'not known'}`,
    )
  }
}

await runMain(main)
await pool.end()
