import { z } from 'zod'

/** How the shop runs. A deployment has no UPNEXT_MODE: the other three are given by our own scripts only. */
const modes = ['demo', 'development', 'test'] as const

const secretBytes = (key: string) => Buffer.from(key.replace(/^whsec_/, ''), 'base64')

const schema = z
  .object({
    UPNEXT_MODE: z.enum(modes).optional(),
    APP_URL: z.url({ protocol: /^https?$/ }),
    APP_SECRET: z.string().min(32, 'must have at least 32 characters'),
    DATABASE_URL: z.string().startsWith('postgres', 'must be a postgres:// address'),
    DODO_PAYMENTS_API_KEY: z.string().min(1),
    DODO_PAYMENTS_WEBHOOK_KEY: z
      .string()
      .startsWith('whsec_', 'must start with whsec_')
      .refine((key) => secretBytes(key).length >= 24, 'must hold at least 24 bytes of base64'),
    /** The key before the present one, while the provider still signs with both. */
    DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS: z
      .string()
      .startsWith('whsec_', 'must start with whsec_')
      .refine((key) => secretBytes(key).length >= 24, 'must hold at least 24 bytes of base64')
      .optional(),
    DODO_PAYMENTS_ENVIRONMENT: z.enum(['live_mode', 'test_mode']).optional(),
    DODO_PAYMENTS_BASE_URL: z.url().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    MAIL_FROM: z.string().min(3).default('Lumen <receipts@lumen.example>'),
    /** Webhooks of another business are set aside; not set, all are taken. */
    DODO_PAYMENTS_BUSINESS_ID: z.string().min(1).optional(),
    /** How long a one-click purchase can be undone. */
    UNDO_MINUTES: z.coerce.number().int().min(0).max(1_440).default(30),
    /** How many charges may lose their answer within a minute before one click is paused for new offers. */
    PAUSE_AFTER_UNKNOWN: z.coerce.number().int().min(2).default(5),
    /** Times the limits on opening checkouts; for machines where one visitor plays many. */
    RATE_LIMIT_SCALE: z.coerce.number().int().min(1).default(1),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((value, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (value.UPNEXT_MODE) {
      if (!value.DODO_PAYMENTS_BASE_URL)
        refuse('DODO_PAYMENTS_BASE_URL', 'must name the emulator in this mode')
      return
    }
    if (value.DODO_PAYMENTS_BASE_URL)
      refuse('DODO_PAYMENTS_BASE_URL', 'must not be set in a deployment: it re-points every charge')
    if (!value.DODO_PAYMENTS_ENVIRONMENT)
      refuse('DODO_PAYMENTS_ENVIRONMENT', 'must be live_mode or test_mode')
    if (!value.APP_URL.startsWith('https://')) refuse('APP_URL', 'must be an https:// address')
    if (value.APP_SECRET.startsWith('demo-')) refuse('APP_SECRET', 'is the demo secret; make your own')
    if (value.DODO_PAYMENTS_API_KEY.startsWith('demo_')) refuse('DODO_PAYMENTS_API_KEY', 'is the demo key')
    if (secretBytes(value.DODO_PAYMENTS_WEBHOOK_KEY).toString('latin1').startsWith('upnext-demo-'))
      refuse('DODO_PAYMENTS_WEBHOOK_KEY', 'is the demo key; take the one of your endpoint')
  })

export type Env = z.infer<typeof schema>

/** A setting is missing or wrong; the message names each, one per line, and never prints a value. */
export class ConfigurationError extends Error {
  constructor(problems: string[]) {
    super(
      `The shop cannot start. Mend these settings (see .env.example):\n${problems.map((p) => `  ${p}`).join('\n')}`,
    )
    this.name = 'ConfigurationError'
    // Whoever starts the shop wants the settings, not our call stack.
    this.stack = this.message
  }
}

/** Reads the settings from a record of strings; empty counts as missing. Throws ConfigurationError. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new ConfigurationError(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      return `${name}: ${given[name] === undefined && issue.code === 'invalid_type' ? 'is missing' : issue.message}`
    }),
  )
}
