'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { writeAudit } from '@/lib/review/audit'
import { type Definition, PLACEMENTS } from './definition'
import { createFunnel, discardDraft, saveDraft, startDraft, switchFunnel } from './drafts'
import type { Problem } from './problem'
import { checkVersion, publishDraft } from './publish'
import { getFunnel, getVersion } from './queries'

const locale = localeSchema
const id = z.string().regex(/^[\w:.-]{1,80}$/)
const revision = z.coerce.number().int().min(1)

const toFunnel = (locale: string, funnel: string, notice: string): never =>
  redirect(`${adminPaths.funnel(locale, funnel)}?notice=${notice}` as Route)
const json = (definition: Definition | null) => JSON.parse(JSON.stringify(definition))
const told = { reason: '', evidence: {} }

/** Makes a funnel with an empty draft and opens it. */
export async function createFunnelAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, key: z.string().max(64), placement: z.enum(PLACEMENTS) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const made = await createFunnel({ key: form.key.trim(), placement: form.placement, by: staff.email })
  if (!made.ok) redirect(`${adminPaths.funnels(form.locale)}?notice=${made.error.code}` as Route)
  const { funnelId } = made.value
  const after = { key: form.key, placement: form.placement }
  await writeAudit(db, { ...told, actor: staff.email, action: 'create_funnel', subject: funnelId, after })
  redirect(adminPaths.funnel(form.locale, funnelId) as Route)
}

/** Opens a draft of a funnel; what is published goes on meanwhile. */
export async function startDraftAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', z.strictObject({ locale, funnel: id }), data)
  const draft = await startDraft(form.funnel, staff.email)
  redirect(
    (draft.ok ? adminPaths.funnel(form.locale, form.funnel) : adminPaths.funnels(form.locale)) as Route,
  )
}

/** How a save went. Who is too late is told who was first, and loses nothing of what is on their screen. */
export type SaveState =
  | { code: 'saved'; revision: number; problems: Problem[] }
  | { code: 'stale'; by: string | null; at: string }
  | { code: 'invalid'; issues: { path: string; message: string }[] }
  | { code: 'gone' }

/** Saves what is in the editor, if nobody has saved since; answers what stands against publishing it. */
export async function saveDraftAction(data: FormData): Promise<SaveState> {
  const schema = z.strictObject({ locale, version: id, revision, definition: z.string().max(500_000) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const before = await getVersion(form.version)
  const saved = await saveDraft({
    versionId: form.version,
    revision: form.revision,
    definition: parseJson(form.definition),
    by: staff.email,
  })
  if (!saved.ok) {
    if (saved.error.code === 'stale') {
      const { editedBy, editedAt } = saved.error.now
      return { code: 'stale', by: editedBy, at: editedAt.toISOString() }
    }
    return saved.error.code === 'invalid' ? saved.error : { code: 'gone' }
  }
  const { value } = saved
  const change = { before: json(before?.definition ?? null), after: json(value.definition) }
  const act = {
    ...told,
    actor: staff.email,
    action: 'save_draft' as const,
    subject: value.funnelId,
    ...change,
  }
  await writeAudit(db, { ...act, evidence: { version: value.number, revision: value.revision } })
  return { code: 'saved', revision: value.revision, problems: (await checkVersion(value.id)) ?? [] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const versionForm = z.strictObject({ locale, funnel: id, version: id, revision })

/** Publishes a draft: new orders see it, orders inside the funnel stay with what they saw. */
export async function publishAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', versionForm, data)
  const before = await getFunnel(form.funnel)
  const published = await publishDraft({ versionId: form.version, revision: form.revision, by: staff.email })
  if (!published.ok) return toFunnel(form.locale, form.funnel, published.error.code)
  await writeAudit(db, {
    ...{ actor: staff.email, action: 'publish_funnel' as const, subject: form.funnel, reason: '' },
    evidence: { version: published.value.number },
    before: json(before?.published?.definition ?? null),
    after: json(published.value.definition),
  })
  toFunnel(form.locale, form.funnel, 'published')
}

/** Throws a draft away. */
export async function discardDraftAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', versionForm, data)
  const before = await getVersion(form.version)
  const gone = await discardDraft(form.version, form.revision)
  if (!gone.ok) return toFunnel(form.locale, form.funnel, gone.error.code)
  await writeAudit(db, {
    ...{ ...told, actor: staff.email, action: 'discard_draft' as const, subject: form.funnel },
    before: json(before?.definition ?? null),
  })
  redirect(
    ((await getFunnel(form.funnel))
      ? `${adminPaths.funnel(form.locale, form.funnel)}?notice=discarded`
      : adminPaths.funnels(form.locale)) as Route,
  )
}

/** Switches a funnel on or off; who is inside goes on. */
export async function switchFunnelAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, funnel: id, active: z.enum(['on', 'off']) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const active = form.active === 'on'
  const done = await switchFunnel(form.funnel, active)
  if (done) {
    const act = { ...told, actor: staff.email, action: 'switch_funnel' as const, subject: form.funnel }
    await writeAudit(db, { ...act, before: { active: !active }, after: { active } })
  }
  toFunnel(form.locale, form.funnel, done ? `switched_${form.active}` : 'not_found')
}
