import './operator-env.ts'
import { pool } from '@/lib/db/pool'
import { reconcile } from '@/lib/reconciliation/reconcile'
import { runMain } from './trouble.ts'

/** `npm run reconcile`: the provider's payments and refunds of the last three days against ours. 1 if they differ. */
await runMain(async () => {
  const { seen, healed, breaks, closed } = await reconcile()
  for (const { class: kind, subject, detail } of breaks)
    console.log(`${kind.padEnd(14)} ${subject}  ${detail}`)
  console.log(
    `${seen} payments and refunds compared, ${healed} healed, ${closed} breaks closed, ${breaks.length} open`,
  )
  if (breaks.length > 0) process.exitCode = 1
})
await pool.end()
