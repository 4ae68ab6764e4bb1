import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  appSecret: z.string(),
  apiKey: z.string(),
  webhookKey: z.string(),
})

export type Secrets = z.infer<typeof secretsSchema>

/** The secrets of one data directory, made once. Their marks ("demo") are what a deployment refuses. */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json')
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const secrets = makeSecrets()
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

export function makeSecrets(): Secrets {
  const mark = Buffer.from('upnext-demo-')
  const webhookBytes = Buffer.concat([mark, randomBytes(32 - mark.length)])
  return {
    appSecret: `demo-${randomBytes(32).toString('hex')}`,
    apiKey: `demo_${randomBytes(24).toString('hex')}`,
    webhookKey: `whsec_${webhookBytes.toString('base64')}`,
  }
}
