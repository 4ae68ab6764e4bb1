import 'server-only'
import { headers } from 'next/headers'
import { env } from '@/lib/env'

/** True when the request was made by a page of ours. A request that names no origin is refused (trust: T9). */
export async function isOwnOrigin(): Promise<boolean> {
  const list = await headers()
  const site = list.get('sec-fetch-site')
  return list.get('origin') === new URL(env.APP_URL).origin && (site === null || site === 'same-origin')
}
