'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { OfferEventType } from '@/lib/db/generated/enums'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { addEndpoint, removeEndpoint, sendAgain, switchEndpoint } from './endpoints'
import type { EVENT_NOTICES } from './notices'

const locale = localeSchema
const endpoint = z.string().regex(/^[\w-]{22}$/)
const told = z.literal('yes').optional()

const to = (locale: string, notice: (typeof EVENT_NOTICES)[number]): never =>
  redirect(`${adminPaths.events(locale)}?notice=${notice}` as Route)

/** Adds an address that is told of events; of all of them, unless some are ticked. */
export async function addEndpointAction(data: FormData): Promise<void> {
  const schema = z.strictObject({
    ...{ locale, url: z.string().max(2_000) },
    ...{ shown: told, accepted: told, declined: told, expired: told, undone: told },
  })
  const { staff, form } = await readStaffForm('owner', schema, data)
  const types = Object.values(OfferEventType).filter((type) => form[type])
  const added = await addEndpoint(form.url.trim(), types, staff.email)
  to(form.locale, added.ok ? 'added' : added.error)
}

/** Switches an address on or off. */
export async function switchEndpointAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, endpoint, active: z.enum(['yes', 'no']) })
  const { staff, form } = await readStaffForm('owner', schema, data)
  const active = form.active === 'yes'
  if (!(await switchEndpoint(form.endpoint, active, staff.email))) to(form.locale, 'not_found')
  to(form.locale, active ? 'switched_on' : 'switched_off')
}

/** Takes an address away. */
export async function removeEndpointAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('owner', z.strictObject({ locale, endpoint }), data)
  to(form.locale, (await removeEndpoint(form.endpoint, staff.email)) ? 'removed' : 'not_found')
}

/** Sends what was given up once more. */
export async function sendAgainAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, delivery: z.uuid() })
  const { staff, form } = await readStaffForm('editor', schema, data)
  to(form.locale, (await sendAgain(form.delivery, staff.email)) ? 'sent_again' : 'not_given_up')
}
