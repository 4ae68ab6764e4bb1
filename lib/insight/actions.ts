'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { confirmCode, releaseAttempt } from '@/lib/review/release-attempt'
import { requeue } from '@/lib/webhooks/operate-inbox'
import { closeBreak } from './books'

const locale = localeSchema
const reason = z.string().trim().min(3).max(500)
const id = z.string().regex(/^[\w-]{22}$/)

/** A reason that is missing is told, and nothing is done; everything else of a form must be as our page made it. */
const withReason = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ ...shape, reason: reason.nullable().catch(null) })

/** Has one webhook worked on again. */
export async function requeueAction(data: FormData): Promise<void> {
  const schema = withReason({ locale, message: z.string().min(1).max(200) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const page = adminPaths.message(form.locale, form.message)
  if (!form.reason) redirect(`${page}?notice=reason_missing` as Route)
  const count = await requeue({ id: form.message }, { actor: staff.email, reason: form.reason })
  redirect(`${page}?notice=${count === 1 ? 'requeued' : 'not_found'}` as Route)
}

/** Lets go of a charge or refund nobody could find out about, on the word of an owner who has looked. */
export async function releaseAction(data: FormData): Promise<void> {
  const evidence = z.string().trim().min(3).max(500).nullable().catch(null)
  const schema = withReason({ locale, attempt: id, evidence, sure: z.literal('yes').optional() })
  const { staff, form } = await readStaffForm('owner', schema, data)
  const back = (notice: string): never =>
    redirect(`${adminPaths.books(form.locale)}?notice=${notice}` as Route)
  const { attempt, reason, evidence: seen } = form
  if (!reason || !seen) return back('reason_missing')
  if (!form.sure) return back('not_sure')
  const code = confirmCode(attempt, reason)
  const released = await releaseAttempt({ id: attempt, actor: staff.email, reason, evidence: seen, code })
  back(released.ok ? released.value : released.error)
}

/** Closes a difference between the books that was explained. */
export async function closeBreakAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('owner', withReason({ locale, break: id }), data)
  const back = (notice: string): never =>
    redirect(`${adminPaths.books(form.locale)}?notice=${notice}` as Route)
  if (!form.reason) return back('reason_missing')
  const closed = await closeBreak(form.break, { actor: staff.email, reason: form.reason })
  back(closed.ok ? 'closed' : closed.error)
}
