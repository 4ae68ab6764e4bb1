'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { sendInvitation } from '@/lib/notifications/send-invitation'
import { pendingStaff } from './auth'
import { addStaff, changeRole, removeStaff } from './change-staff'
import { adminPaths } from './paths'
import { ROLES } from './roles'
import { endStaffLogin, requestStaffCode, signInStaff } from './sign-in'
import { readStaffForm } from './staff-form'

const locale = localeSchema

function toSignIn(locale: string, problem: string | null): never {
  redirect(`${adminPaths.signIn(locale)}${problem ? `?problem=${problem}` : ''}` as Route)
}

/** Mails a code to the address somebody typed, if they are of the staff; the answer is the same for everybody. */
export async function requestStaffCodeAction(data: FormData): Promise<void> {
  const form = await readOwnForm(z.strictObject({ locale, email: z.string().max(320) }), data)
  const sent = await requestStaffCode(form.email, form.locale)
  toSignIn(form.locale, sent.ok ? null : sent.error)
}

/** Forgets the address that was typed, to ask for another one. */
export async function startOverStaffAction(data: FormData): Promise<void> {
  const form = await readOwnForm(z.strictObject({ locale }), data)
  await pendingStaff.end()
  toSignIn(form.locale, null)
}

const code = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))

/** Signs one of the staff in with the code from the mailbox. */
export async function signInStaffAction(data: FormData): Promise<void> {
  const form = await readOwnForm(z.strictObject({ locale, code }), data)
  const signed = await signInStaff(form.code, form.locale)
  if (!signed.ok) toSignIn(form.locale, signed.error)
  redirect(adminPaths.home(form.locale) as Route)
}

/** Signs this browser out of the merchant's pages. */
export async function signOutStaffAction(data: FormData): Promise<void> {
  const form = await readOwnForm(z.strictObject({ locale }), data)
  await endStaffLogin()
  toSignIn(form.locale, null)
}

const role = z.enum(ROLES)
const id = z.string().regex(/^[\w-]{22}$/)

const toStaff = (locale: string, notice: string): never =>
  redirect(`${adminPaths.staff(locale)}?notice=${notice}` as Route)

/** Lets somebody in and tells them by mail. */
export async function inviteStaffAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, email: z.string().max(320), role })
  const { staff, form } = await readStaffForm('owner', schema, data)
  const added = await addStaff(form.email, form.role, staff.email)
  if (!added.ok) return toStaff(form.locale, added.error)
  const told = await sendInvitation({ to: added.value.email, by: staff.email, locale: form.locale })
  toStaff(form.locale, told ? 'invited' : 'invited_untold')
}

/** Gives somebody of the staff another role. */
export async function changeRoleAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('owner', z.strictObject({ locale, id, role }), data)
  const changed = await changeRole(form.id, form.role, staff.email)
  toStaff(form.locale, changed.ok ? 'changed' : changed.error)
}

/** Takes somebody off the staff. */
export async function removeStaffAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('owner', z.strictObject({ locale, id }), data)
  const removed = await removeStaff(form.id, staff.email)
  toStaff(form.locale, removed.ok ? 'removed' : removed.error)
}
