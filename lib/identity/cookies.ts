import 'server-only'
import { env } from '@/lib/env'

const secure = env.APP_URL.startsWith('https://')

/** The full name of one of our cookies; on https it is bound to this very host. */
export const cookieName = (name: string): string => (secure ? `__Host-${name}` : name)

/** What every cookie of ours has. Lax, because shoppers come back from the provider's page by a link. */
export const cookieAttributes = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const
