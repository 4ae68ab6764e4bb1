import './operator-env.ts'
import { pool } from '@/lib/db/pool'
import { checkInvariants, INVARIANTS } from '@/lib/invariants/check-invariants'
import { SEEN_ELSEWHERE } from '@/lib/invariants/of-goods-and-work'
import { runMain } from './trouble.ts'

/** `npm run invariants`: everything that must hold of the money, asked of the database. 1 if something is broken. */
await runMain(async () => {
  const broken = await checkInvariants()
  for (const { id, says } of INVARIANTS) {
    const own = broken.filter((each) => each.class === id)
    console.log(`${own.length === 0 ? '✓' : '✗'} ${id.padEnd(4)} ${says}`)
    for (const { subject, detail } of own) console.log(`       ${subject}: ${detail}`)
  }
  for (const [id, where] of Object.entries(SEEN_ELSEWHERE))
    console.log(`  ${id.padEnd(4)} not in rows; ${where}`)
  if (broken.length > 0) process.exitCode = 1
})
await pool.end()
