import './operator-env.ts'
import { pool } from '@/lib/db/pool'
import { readAlarms } from '@/lib/health/alarms'
import { runMain } from './trouble.ts'

/** `npm run health`: what somebody should know of now. 1 if a person must act. */
await runMain(async () => {
  const alarms = await readAlarms()
  for (const { code, level, count } of alarms) console.log(`${level.padEnd(5)} ${code.padEnd(20)} ${count}`)
  console.log(
    alarms.length === 0 ? 'All is well.' : 'docs/operations.md says what each means and what to type.',
  )
  if (alarms.some(({ level }) => level === 'page')) process.exitCode = 1
})
await pool.end()
