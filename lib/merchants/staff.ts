import 'server-only'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/lib/db/prisma'
import { STAFF_COOKIE, staffAuth } from './auth'
import { isEnough, type Role } from './roles'

const HOUR_MS = 60 * 60 * 1_000
/** Without a visit a login of the staff ends after this. */
const IDLE_MS = 12 * HOUR_MS

/** Somebody of the staff, signed in. */
export type Staff = { id: string; email: string; role: Role }

/** The staff login of this browser as it is stored, or null when its cookie is missing, forged, over or withdrawn. */
export async function readStaffLogin() {
  const value = (await cookies()).get(STAFF_COOKIE)?.value
  if (!value) return null
  const headers = new Headers({ cookie: `${STAFF_COOKIE}=${encodeURIComponent(value)}` })
  return staffAuth.api.getSession({ headers, query: { disableRefresh: true, disableCookieCache: true } })
}

/** Who of the staff makes this request, or null. The role is read anew each time. */
export const getStaff = cache(async (): Promise<Staff | null> => {
  const login = await readStaffLogin()
  if (!login) return null
  const { id, updatedAt } = login.session
  const idle = Date.now() - updatedAt.getTime()
  if (idle > IDLE_MS) {
    await db.staffLogin.deleteMany({ where: { id } })
    return null
  }
  if (idle > HOUR_MS) await db.staffLogin.updateMany({ where: { id }, data: { updatedAt: new Date() } })
  const staff = await db.staff.findUnique({ where: { id: login.user.id } })
  return staff && { id: staff.id, email: staff.email, role: staff.role }
})

/** The same for a page: for everybody else it is not there. */
export async function requireStaff(needed: Role = 'viewer'): Promise<Staff> {
  const staff = await getStaff()
  if (!staff || !isEnough(staff.role, needed)) notFound()
  return staff
}
