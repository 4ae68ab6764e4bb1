import 'server-only'
import { cookies } from 'next/headers'
import { auth, LOGIN_COOKIE } from './auth'

/** The login of this browser as it is stored, or null when its cookie is missing, forged, over or withdrawn. */
export async function readLogin() {
  const value = (await cookies()).get(LOGIN_COOKIE)?.value
  if (!value) return null
  const headers = new Headers({ cookie: `${LOGIN_COOKIE}=${encodeURIComponent(value)}` })
  return auth.api.getSession({ headers, query: { disableRefresh: true, disableCookieCache: true } })
}
