import 'server-only'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { readOwnForm } from '@/lib/identity/own-form'
import type { Role } from './roles'
import { isEnough } from './roles'
import { getStaff, type Staff } from './staff'

/**
 * What a form of the merchant's pages sent, and who sent it. Every action there begins with this: a form from another
 * site, from nobody of the staff or from a role that may not do it leads home and does nothing.
 */
export async function readStaffForm<T>(
  needed: Role,
  schema: z.ZodType<T>,
  data: unknown,
): Promise<{ staff: Staff; form: T }> {
  const form = await readOwnForm(schema, data)
  const staff = await getStaff()
  if (!staff || !isEnough(staff.role, needed)) redirect('/')
  return { staff, form }
}
