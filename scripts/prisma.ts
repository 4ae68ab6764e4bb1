import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { startDatabase } from './database.ts'
import { runMain } from './trouble.ts'

/** Runs Prisma's command line with the database up: `npm run prisma -- migrate dev --name add_coupons`. */
async function main(): Promise<void> {
  const database = await startDatabase({ dataDir: '.data' })
  try {
    const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
    const child = spawn(process.execPath, [cli, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: database.url },
    })
    const [code] = await once(child, 'exit')
    process.exitCode = code ?? 1
  } finally {
    await database.stop()
  }
}

await runMain(main)
