import { existsSync } from 'node:fs'
import { runningDatabaseUrl } from './postgres/address.ts'
import { shopEnvironment } from './stack/environment.ts'
import { loadSecrets } from './stack/secrets.ts'
import { readPorts } from './stack/settings.ts'

/**
 * The settings of an operator's command, loaded before anything of the shop is: those of the environment, else of .env,
 * else of the demo that runs on this machine. Nothing it imports may wait at its top, or the shop would be faster.
 */
const dataDir = '.data'

if (!process.env.DATABASE_URL && existsSync('.env')) process.loadEnvFile('.env')
if (!process.env.DATABASE_URL) {
  const databaseUrl = runningDatabaseUrl(dataDir)
  if (databaseUrl) {
    const settings = { mode: 'demo' as const, dataDir, ports: readPorts(process.env) }
    const secrets = loadSecrets(dataDir)
    const env = shopEnvironment({ settings, databaseUrl, secrets, inherited: process.env, fileKeys: [] })
    Object.assign(process.env, env)
  }
}
process.env.LOG_LEVEL ??= 'error'
