import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { BUSINESS_ID } from '../../emulator/emulator.ts'
import type { Secrets } from './secrets.ts'
import { addresses, type Mode, type StackSettings } from './settings.ts'

export type ChildEnv = NodeJS.ProcessEnv

type Source = {
  settings: StackSettings
  databaseUrl: string
  secrets: Secrets
  /** The environment the launcher was started in. */
  inherited: Record<string, string | undefined>
  /** Names set in the user's .env files, which Next reads for whatever the environment does not have. */
  fileKeys: string[]
}

/** Settings that say whom the shop charges, mails and serves. Here only the launcher's own values count. */
const sensitive = /^(DODO_|SMTP_|MAIL_|APP_|UPNEXT_|EMULATOR_)/

/** Settings of the launcher itself, or of npm, that mean something else to a child. */
const dropped = /^(PORT|HOSTNAME|NODE_ENV|NODE_OPTIONS|npm_.*)$/

/**
 * The environment of the shop, its worker and its seed. A live key, exported or written in .env, never gets in:
 * sensitive names of the outside are left out, and those of .env files are set empty so that they cannot fill in.
 */
export function shopEnvironment({ settings, databaseUrl, secrets, inherited, fileKeys }: Source): ChildEnv {
  const at = addresses(settings.ports)
  const masked = Object.fromEntries(fileKeys.filter((key) => sensitive.test(key)).map((key) => [key, '']))
  return {
    RATE_LIMIT_SCALE: '1000',
    // Stories about lost answers run beside others at one shop.
    ...(settings.mode === 'test' && { PAUSE_AFTER_UNKNOWN: '1000' }),
    ...harmless(inherited),
    ...masked,
    NODE_ENV: nodeEnv(settings.mode),
    NEXT_TELEMETRY_DISABLED: '1',
    UPNEXT_MODE: settings.mode,
    APP_URL: at.shop,
    APP_SECRET: secrets.appSecret,
    DATABASE_URL: databaseUrl,
    DODO_PAYMENTS_BASE_URL: at.emulator,
    DODO_PAYMENTS_API_KEY: secrets.apiKey,
    DODO_PAYMENTS_WEBHOOK_KEY: secrets.webhookKey,
    DODO_PAYMENTS_BUSINESS_ID: BUSINESS_ID,
    SMTP_URL: at.smtp,
    MAIL_FROM: 'Lumen <receipts@lumen.example>',
  }
}

/** The environment of the stand-in for the provider, which knows nothing of the shop but where to send webhooks. */
export function emulatorEnvironment({
  settings,
  secrets,
  inherited,
}: Pick<Source, 'settings' | 'secrets' | 'inherited'>): ChildEnv {
  return {
    ...harmless(inherited),
    NODE_ENV: nodeEnv(settings.mode),
    UPNEXT_MODE: settings.mode,
    EMULATOR_PORT: String(settings.ports.emulator),
    EMULATOR_SMTP_PORT: String(settings.ports.mail),
    EMULATOR_DATA_DIR: `${settings.dataDir}/emulator`,
    EMULATOR_API_KEY: secrets.apiKey,
    EMULATOR_WEBHOOK_URL: `${addresses(settings.ports).shop}/api/webhooks/dodo`,
    EMULATOR_WEBHOOK_SECRET: secrets.webhookKey,
  }
}

const nodeEnv = (mode: Mode) => (mode === 'development' ? 'development' : 'production')

function harmless(inherited: Source['inherited']): Source['inherited'] {
  return Object.fromEntries(
    Object.entries(inherited).filter(([key]) => !sensitive.test(key) && !dropped.test(key)),
  )
}

/** The files Next reads settings from, in any of its modes. */
export const envFiles = [
  '',
  '.local',
  '.development',
  '.development.local',
  '.production',
  '.production.local',
].map((suffix) => `.env${suffix}`)

/** Every name that the user's .env files set. */
export function envFileKeys(files = envFiles): string[] {
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => Object.keys(parseEnv(readFileSync(file, 'utf8'))))
}
