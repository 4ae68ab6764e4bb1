import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import { db, type Tx } from '@/lib/db/prisma'
import { normalizeEmail } from '@/lib/identity/email'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { writeAudit } from '@/lib/review/audit'
import type { Role } from './roles'

export type StaffError = 'invalid_email' | 'known' | 'not_found' | 'last_owner'

type Changed = { before: { role: Role } | null; after: { role: Role } | null }

const written =
  (tx: Tx, actor: string, action: 'invite' | 'change_role' | 'remove_staff', subject: string) =>
  (change: Changed) =>
    writeAudit(tx, { actor, action, subject, reason: '', evidence: {}, ...change })

/** Lets somebody in. They sign in with a code from that mailbox; nothing else is needed. */
export async function addStaff(
  input: string,
  role: Role,
  actor: string,
): Promise<Result<{ email: string }, StaffError>> {
  const email = normalizeEmail(input)
  if (!email) return fail('invalid_email')
  try {
    await db.$transaction(async (tx) => {
      await tx.staff.create({ data: { id: newId(), email, role } })
      await written(tx, actor, 'invite', email)({ before: null, after: { role } })
    })
    return ok({ email })
  } catch (error) {
    if (isUniqueViolation(error)) return fail('known')
    throw error
  }
}

/** Gives somebody of the staff another role, from their next click on. The last owner stays one. */
export const changeRole = (id: string, role: Role, actor: string): Promise<Result<null, StaffError>> =>
  change(id, async (tx, { email, role: was }) => {
    if (was === role) return
    await tx.staff.update({ where: { id }, data: { role, updatedAt: new Date() } })
    await written(tx, actor, 'change_role', email)({ before: { role: was }, after: { role } })
  })

/** Takes somebody off the staff; their browsers are signed out. The last owner stays. */
export const removeStaff = (id: string, actor: string): Promise<Result<null, StaffError>> =>
  change(id, async (tx, { email, role }) => {
    await tx.staff.delete({ where: { id } })
    await written(tx, actor, 'remove_staff', email)({ before: { role }, after: null })
  })

async function change(
  id: string,
  work: (tx: Tx, staff: { email: string; role: Role }) => Promise<void>,
): Promise<Result<null, StaffError>> {
  return db.$transaction(async (tx) => {
    // Two owners who remove each other wait here for one another; a trigger holds the same (staff_one_owner).
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('staff-owner', 0))) AS locked`
    const staff = await tx.staff.findUnique({ where: { id } })
    if (!staff) return fail('not_found')
    const owners = await tx.staff.count({ where: { role: 'owner' } })
    if (staff.role === 'owner' && owners === 1) return fail('last_owner')
    await work(tx, staff)
    return ok(null)
  })
}

/** All the staff, owners first. For the merchant's pages: the caller has checked who asks. */
export const listStaff = () =>
  db.staff.findMany({
    orderBy: [{ role: 'asc' }, { email: 'asc' }],
    select: {
      id: true,
      email: true,
      role: true,
      createdAt: true,
      logins: { orderBy: { updatedAt: 'desc' }, take: 1, select: { updatedAt: true } },
    },
  })
