import { describe, expect, it } from 'vitest'
import { ConfigurationError, readEnv } from './env-schema'

const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const deployment = {
  APP_URL: 'https://lumen.example',
  APP_SECRET: 'a-secret-of-at-least-thirty-two-characters',
  DATABASE_URL: 'postgresql://shop@db/shop',
  DODO_PAYMENTS_API_KEY: 'live_key',
  DODO_PAYMENTS_WEBHOOK_KEY: key,
  DODO_PAYMENTS_ENVIRONMENT: 'live_mode',
  SMTP_URL: 'smtps://mail.example',
}

const problems = (env: Record<string, string | undefined>) => {
  try {
    readEnv(env)
    return 'none'
  } catch (error) {
    return error instanceof ConfigurationError ? error.message : 'another error'
  }
}

describe('settings', () => {
  it('accept a whole deployment', () => {
    expect(problems(deployment)).toBe('none')
  })

  it.each([
    ['APP_URL', { APP_URL: 'http://lumen.example' }],
    ['APP_SECRET', { APP_SECRET: 'demo-secret-that-came-with-the-demo-shop' }],
    ['APP_SECRET', { APP_SECRET: 'short' }],
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['DODO_PAYMENTS_API_KEY', { DODO_PAYMENTS_API_KEY: 'demo_key' }],
    ['DODO_PAYMENTS_BASE_URL', { DODO_PAYMENTS_BASE_URL: 'http://127.0.0.1:4010' }],
    ['DODO_PAYMENTS_ENVIRONMENT', { DODO_PAYMENTS_ENVIRONMENT: undefined }],
    ['DODO_PAYMENTS_WEBHOOK_KEY', { DODO_PAYMENTS_WEBHOOK_KEY: 'whsec_c2hvcnQ=' }],
    [
      'DODO_PAYMENTS_WEBHOOK_KEY',
      {
        DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${Buffer.from('upnext-demo-0123456789abcdef').toString('base64')}`,
      },
    ],
  ])('refuse a deployment with a wrong %s, by name and without its value', (name, change) => {
    const message = problems({ ...deployment, ...change })
    expect(message).toContain(`${name}:`)
    for (const value of Object.values(change)) if (value) expect(message).not.toContain(value)
  })

  it('take the emulator only in a mode of our own scripts', () => {
    const demo = { ...deployment, UPNEXT_MODE: 'demo', APP_URL: 'http://localhost:3000' }
    expect(problems({ ...demo, DODO_PAYMENTS_BASE_URL: 'http://127.0.0.1:4010' })).toBe('none')
    expect(problems(demo)).toContain('DODO_PAYMENTS_BASE_URL')
  })

  it('name every problem at once', () => {
    const message = problems({})
    for (const name of Object.keys(deployment).filter((n) => n !== 'DODO_PAYMENTS_ENVIRONMENT')) {
      expect(message).toContain(`${name}: is missing`)
    }
  })
})
