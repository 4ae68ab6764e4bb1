import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/** A hash that only we can make: `purpose` keeps hashes of different things apart. */
export const keyedHash = (purpose: string, ...parts: string[]): string =>
  createHmac('sha256', env.APP_SECRET)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url')
