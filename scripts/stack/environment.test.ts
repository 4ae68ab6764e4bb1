import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnv } from '@/lib/env-schema'
import { emulatorEnvironment, envFileKeys, shopEnvironment } from './environment.ts'
import { makeSecrets } from './secrets.ts'
import type { StackSettings } from './settings.ts'

const settings: StackSettings = {
  mode: 'demo',
  dataDir: '.data',
  ports: { shop: 3000, emulator: 4010, mail: 2525 },
}
const source = {
  settings,
  databaseUrl: 'postgresql://postgres@127.0.0.1:5000/upnext',
  secrets: makeSecrets(),
  inherited: {},
  fileKeys: [],
}

describe("the shop's environment", () => {
  it('is one the shop accepts', () => {
    expect(readEnv(shopEnvironment(source))).toMatchObject({
      UPNEXT_MODE: 'demo',
      APP_URL: 'http://localhost:3000',
      DODO_PAYMENTS_BASE_URL: 'http://127.0.0.1:4010',
      SMTP_URL: 'smtp://127.0.0.1:2525',
    })
  })

  it('is one that a deployment refuses, whatever else is set', () => {
    const { UPNEXT_MODE: _, DODO_PAYMENTS_BASE_URL: __, ...deployment } = shopEnvironment(source)
    expect(() => readEnv({ ...deployment, DODO_PAYMENTS_ENVIRONMENT: 'live_mode' })).toThrow(
      /APP_SECRET: is the demo secret[\s\S]*API_KEY: is the demo key[\s\S]*WEBHOOK_KEY: is the demo key/,
    )
  })

  it('takes no live key from the outside', () => {
    const inherited = {
      PATH: '/bin',
      DODO_PAYMENTS_API_KEY: 'live_exported',
      DODO_PAYMENTS_ENVIRONMENT: 'live_mode',
      SMTP_URL: 'smtps://mail.example',
      SMTP_PASSWORD: 'live_password',
      PORT: '9',
      NODE_ENV: 'production',
    }
    const env = shopEnvironment({ ...source, inherited })
    expect(env.PATH).toBe('/bin')
    expect(env.PORT).toBeUndefined()
    expect(env.DODO_PAYMENTS_ENVIRONMENT).toBeUndefined()
    expect(Object.values(env).join()).not.toMatch(/live_|mail\.example/)
  })

  it('leaves Next nothing to fill in from .env', () => {
    const fileKeys = ['DODO_PAYMENTS_ENVIRONMENT', 'DODO_PAYMENTS_API_KEY', 'MAIL_REPLY_TO', 'GREETING']
    const env = shopEnvironment({ ...source, fileKeys })
    expect(env.DODO_PAYMENTS_ENVIRONMENT).toBe('')
    expect(env.MAIL_REPLY_TO).toBe('')
    expect(env.DODO_PAYMENTS_API_KEY).toBe(source.secrets.apiKey)
    expect('GREETING' in env).toBe(false)
  })

  it('builds for production unless somebody develops', () => {
    const development = { ...source, settings: { ...settings, mode: 'development' as const } }
    expect(shopEnvironment(source).NODE_ENV).toBe('production')
    expect(shopEnvironment(development).NODE_ENV).toBe('development')
  })
})

it('gives the emulator the keys the shop has, and nothing of its database', () => {
  const shop = shopEnvironment(source)
  const emulator = emulatorEnvironment({ ...source, inherited: { DATABASE_URL: undefined } })
  expect(emulator).toMatchObject({
    EMULATOR_API_KEY: shop.DODO_PAYMENTS_API_KEY,
    EMULATOR_WEBHOOK_SECRET: shop.DODO_PAYMENTS_WEBHOOK_KEY,
    EMULATOR_WEBHOOK_URL: 'http://localhost:3000/api/webhooks/dodo',
    EMULATOR_DATA_DIR: '.data/emulator',
  })
  expect(emulator.DATABASE_URL).toBeUndefined()
})

it('reads the names in .env files, also of several lines, and skips files that are not there', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'upnext-env-'))
  const file = path.join(dir, '.env')
  writeFileSync(file, '# comment\nexport DODO_PAYMENTS_API_KEY="live"\nLETTER="a\nB=c"\n')
  expect(envFileKeys([file, path.join(dir, '.env.local')])).toEqual(['DODO_PAYMENTS_API_KEY', 'LETTER'])
})
