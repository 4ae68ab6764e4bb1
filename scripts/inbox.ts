import './operator-env.ts'
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { InboxState } from '@/lib/db/generated/enums'
import { pool } from '@/lib/db/pool'
import { backfill, previewBackfill } from '@/lib/reconciliation/backfill'
import {
  countMessages,
  findRequeueable,
  type InboxFilter,
  listMessages,
  requeue,
  showMessage,
} from '@/lib/webhooks/operate-inbox'
import { runMain, Trouble } from './trouble.ts'

const USAGE = `npm run inbox -- list [--state dead] [--type payment.succeeded] [--object pay_…] [--since …] [--until …]
npm run inbox -- show <id>                          one message, personal data hidden
npm run inbox -- requeue <id> | --state dead | --object pay_… --reason "…" [--dry-run]
npm run inbox -- backfill --from <time> --to <time> [--dry-run]
Times are ISO (2026-11-22T08:00Z).`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    state: { type: 'string' },
    type: { type: 'string' },
    object: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    reason: { type: 'string' },
    by: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
})
const [command = 'list', id] = positionals
const dryRun = values['dry-run']
const actor = values.by ?? userInfo().username

/** `npm run inbox`: the webhooks that came, and working on them again. */
async function main(): Promise<void> {
  switch (command) {
    case 'list':
      return list()
    case 'show':
      return show()
    case 'requeue':
      return again()
    case 'backfill':
      return fill()
    default:
      throw new Trouble(`There is no "${command}" here.`, USAGE)
  }
}

function readTime(name: 'since' | 'until' | 'from' | 'to'): Date | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new Trouble(`--${name} ${text} is not a time.`, USAGE)
  return time
}

function readFilter(): InboxFilter {
  const { state, type, object } = values
  const known = Object.values(InboxState).find((each) => each === state)
  if (state !== undefined && !known)
    throw new Trouble(`There is no state ${state}.`, Object.values(InboxState).join(', '))
  return { id, state: known, type, object, since: readTime('since'), until: readTime('until') }
}

async function list(): Promise<void> {
  console.log(
    Object.entries(await countMessages())
      .map(([state, count]) => `${count} ${state}`)
      .join(', ') || 'The inbox is empty.',
  )
  for (const message of await listMessages(readFilter())) {
    const { receivedAt, state, eventType, attempts, deliveries, note } = message
    console.log(
      `${receivedAt.toISOString()}  ${message.id}  ${state}  ${eventType}  ${attempts} tries, ${deliveries} deliveries  ${note ?? ''}`,
    )
  }
}

async function show(): Promise<void> {
  const message = id && (await showMessage(id))
  if (!message) throw new Trouble(`There is no message ${id}.`, USAGE)
  console.log(JSON.stringify(message, null, 2))
}

async function again(): Promise<void> {
  const filter = readFilter()
  if (Object.values(filter).every((value) => value === undefined))
    throw new Trouble('Say which messages: an id, a state, a type, an object or a time.', USAGE)
  if (dryRun) {
    const messages = await findRequeueable(filter)
    for (const message of messages) console.log(`${message.id}  ${message.state}  ${message.eventType}`)
    console.log(`${messages.length} would be worked on again. Nothing was changed.`)
    return
  }
  if (!values.reason) throw new Trouble('A requeue needs --reason "why".', USAGE)
  console.log(`${await requeue(filter, { actor, reason: values.reason })} are worked on again.`)
}

async function fill(): Promise<void> {
  const [from, to] = [readTime('from'), readTime('to')]
  if (!from || !to || from >= to) throw new Trouble('A backfill needs --from and --to.', USAGE)
  if (dryRun) {
    const { seen, breaks } = await previewBackfill({ from, to })
    for (const { class: kind, subject, detail } of breaks) console.log(`${kind}  ${subject}  ${detail}`)
    console.log(
      `${seen} payments and refunds there; ${breaks.length === 0 ? 'it would change nothing' : `${breaks.length} differ`}.`,
    )
    return
  }
  const { payments, refunds } = await backfill({ from, to }, actor)
  console.log(`${payments} payments and ${refunds} refunds are read again by the worker.`)
}

await runMain(main)
await pool.end()
