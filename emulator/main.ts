import { z } from 'zod'
import { createEmulator } from './create-emulator'

const port = z.coerce.number().int().min(0).max(65_535)

const environment = z.object({
  UPNEXT_MODE: z.enum(['demo', 'development', 'test'], {
    error: 'the emulator moves no money, so it starts only when UPNEXT_MODE is demo, development or test',
  }),
  EMULATOR_PORT: port.default(4010),
  EMULATOR_SMTP_PORT: port.default(2525),
  EMULATOR_DATA_DIR: z.string().min(1).default('.data/emulator'),
  EMULATOR_API_KEY: z.string({ error: 'is needed: the key the shop will send' }).min(1),
  EMULATOR_READONLY_API_KEY: z.string().min(1).optional(),
  EMULATOR_PRORATION: z.enum(['A', 'C']).optional(),
  EMULATOR_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMULATOR_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and the base64 of 24 bytes or more')
    .optional(),
})

await main()

async function main(): Promise<void> {
  const parsed = environment.safeParse(process.env)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return giveUp(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const env = parsed.data
  if (Boolean(env.EMULATOR_WEBHOOK_URL) !== Boolean(env.EMULATOR_WEBHOOK_SECRET)) {
    return giveUp('EMULATOR_WEBHOOK_URL and EMULATOR_WEBHOOK_SECRET go together')
  }
  try {
    const emulator = await createEmulator({
      port: env.EMULATOR_PORT,
      smtpPort: env.EMULATOR_SMTP_PORT,
      dataDir: env.EMULATOR_DATA_DIR,
      apiKey: env.EMULATOR_API_KEY,
      readOnlyApiKey: env.EMULATOR_READONLY_API_KEY,
      ...(env.EMULATOR_PRORATION && { settings: { proration: env.EMULATOR_PRORATION } }),
      webhook:
        env.EMULATOR_WEBHOOK_URL && env.EMULATOR_WEBHOOK_SECRET
          ? { url: env.EMULATOR_WEBHOOK_URL, secret: env.EMULATOR_WEBHOOK_SECRET }
          : undefined,
    })
    const stop = () => void emulator.close().then(() => process.exit(0))
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    console.log(`Emulator ready at ${emulator.url} (mail on port ${emulator.smtpPort}). No money moves.`)
  } catch (error) {
    giveUp(isPortTaken(error) ? `port ${error.port} is taken` : messageOf(error))
  }
}

function isPortTaken(error: unknown): error is { code: string; port: number } {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function giveUp(reason: string): void {
  console.error(`Emulator not started: ${reason}`)
  process.exitCode = 1
}
