'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import type { Staff } from '@/lib/merchants/staff'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { readSettings } from '@/lib/settings/save-settings'
import { changeDraft, noteEdit } from './change-draft'
import { PLACEMENTS } from './definition'
import { createFunnel, discardDraft, startDraft, switchFunnel } from './drafts'
import { duplicateFunnel, toFunnelKey } from './duplicate-funnel'
import { editRule, readEdit } from './edit-rule'
import { addStep, OUTCOMES, removeStep } from './edit-tree'
import type { OfferState, RulesState } from './editor-view'
import { readTree } from './form-tree'
import { freeStepKey } from './free-step-key'
import { offerPath } from './paths'
import { publishDraft } from './publish'
import { getVersion } from './queries'
import { ruleFieldsSchema } from './rule-form-schema'
import { saveOffer, saveRules } from './save-part'
import { stepFieldsSchema } from './step-form'

const locale = localeSchema
const funnel = z.string().regex(/^[\w:-]{1,64}$/)
const version = z.string().regex(/^[\w-]{22}$/)
const revision = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
const step = z.string().regex(/^[a-z0-9][a-z0-9:_-]{0,63}$/)

const draftFields = { locale, funnel, version, revision }
type DraftForm = { locale: z.infer<typeof locale>; funnel: string; version: string; revision: number }

/** What a form about a draft sent, with whose draft it is and what it was when its page was made. */
async function readDraftForm<T extends DraftForm>(schema: z.ZodType<T>, data: unknown) {
  const { staff, form } = await readStaffForm('editor', schema, data)
  if ((await getVersion(form.version))?.funnelId !== form.funnel) redirect('/')
  return { staff, form, at: atOf(form, staff) }
}

const atOf = ({ version, revision }: DraftForm, staff: Staff) => ({
  versionId: version,
  revision,
  by: staff.email,
})

function toFunnel(locale: string, id: string, notice?: string): never {
  redirect(
    `${adminPaths.funnel(locale, encodeURIComponent(id))}${notice ? `?notice=${notice}` : ''}` as Route,
  )
}

const toList = (locale: string, notice: string): never =>
  redirect(`${adminPaths.funnels(locale)}?notice=${notice}` as Route)

/** Makes a funnel with an empty draft and opens it. */
export async function createFunnelAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, name: z.string().max(80), placement: z.enum(PLACEMENTS) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const key = toFunnelKey(form.name)
  const made = await createFunnel({ key, placement: form.placement, by: staff.email })
  if (!made.ok) return toList(form.locale, made.error.code)
  await noteEdit(staff.email, 'create_funnel', made.value.funnelId, { key })
  toFunnel(form.locale, made.value.funnelId)
}

/** Makes another funnel that begins with what this one says. */
export async function duplicateFunnelAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', z.strictObject({ locale, funnel }), data)
  const made = await duplicateFunnel(form.funnel, staff.email)
  if (!made.ok) return toList(form.locale, made.error.code)
  await noteEdit(staff.email, 'create_funnel', made.value.funnelId, { from: form.funnel })
  toFunnel(form.locale, made.value.funnelId, 'duplicated')
}

/** Switches a funnel on or off at once; who is in it goes on. */
export async function switchFunnelAction(data: FormData): Promise<void> {
  const schema = z.strictObject({ locale, funnel, active: z.enum(['on', 'off']) })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const done = await switchFunnel(form.funnel, form.active === 'on')
  if (!done) return toList(form.locale, 'not_found')
  await noteEdit(staff.email, 'switch_funnel', form.funnel, { active: form.active })
  toFunnel(form.locale, form.funnel, `switched_${form.active}`)
}

/** Opens the draft of a funnel, made from the newest version where there is none. */
export async function startDraftAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', z.strictObject({ locale, funnel }), data)
  const draft = await startDraft(form.funnel, staff.email)
  if (!draft.ok) return toList(form.locale, draft.error.code)
  toFunnel(form.locale, form.funnel)
}

/** Throws a draft away. */
export async function discardDraftAction(data: FormData): Promise<void> {
  const { staff, form } = await readDraftForm(z.strictObject(draftFields), data)
  const gone = await discardDraft(form.version, form.revision)
  if (!gone.ok) return toFunnel(form.locale, form.funnel, gone.error.code)
  await noteEdit(staff.email, 'discard_draft', form.funnel)
  toList(form.locale, 'discarded')
}

/** Publishes a draft; new orders see it from now on. */
export async function publishFunnelAction(data: FormData): Promise<void> {
  const { staff, form, at } = await readDraftForm(z.strictObject(draftFields), data)
  const published = await publishDraft(at)
  if (!published.ok) return toFunnel(form.locale, form.funnel, published.error.code)
  await noteEdit(staff.email, 'publish_funnel', form.funnel, { version: published.value.number })
  toFunnel(form.locale, form.funnel, 'published')
}

/** Puts a new, empty offer where an edge ends, or where the funnel begins, and opens it. */
export async function addOfferAction(data: FormData): Promise<void> {
  const end = z.string().regex(/^(start|[a-z0-9][a-z0-9:_-]{0,63}\/(accepted|declined|failed|expired))$/)
  const { form, at } = await readDraftForm(z.strictObject({ ...draftFields, at: end }), data)
  const [key, edge] = form.at.split('/')
  const outcome = OUTCOMES.find((each) => each === edge)
  const added = await freeStepKey(form.version)
  const { defaultDeadlineMinutes: deadlineMinutes, defaultCooldownDays: cooldownDays } = await readSettings()
  const place = key && outcome ? { step: key, outcome } : null
  const saved = await changeDraft({ ...at, part: added }, (definition) =>
    addStep(definition, added, place, { deadlineMinutes, cooldownDays }),
  )
  if (!saved.ok) return toFunnel(form.locale, form.funnel, saved.error.code)
  redirect(offerPath(form.locale, form.funnel, added) as Route)
}

/** Takes an offer out of the tree; what led there leads on. */
export async function removeOfferAction(data: FormData): Promise<void> {
  const { form, at } = await readDraftForm(z.strictObject({ ...draftFields, step }), data)
  const saved = await changeDraft({ ...at, part: form.step }, (definition) =>
    removeStep(definition, form.step),
  )
  toFunnel(form.locale, form.funnel, saved.ok ? 'removed' : saved.error.code)
}

const rulesForm = z.preprocess(
  (fields) => readTree(fields as Record<string, FormDataEntryValue>),
  z.strictObject({ ...draftFields, do: z.string().max(40).default('save'), ...ruleFieldsSchema.shape }),
)

/** Saves who sees a funnel; its other buttons only change the form, for browsers without scripts. */
export async function saveRulesAction(_: unknown, data: FormData): Promise<RulesState> {
  const { form, at } = await readDraftForm(rulesForm, data)
  const { rule, priority, markets } = form
  if (form.do !== 'save') {
    const edit = readEdit(form.do)
    return {
      rule: edit ? editRule(rule, edit) : rule,
      priority,
      markets,
      revision: form.revision,
      said: null,
    }
  }
  const state = await saveRules(at, { rule, priority, markets })
  if (state.said?.code === 'saved') refresh()
  return state
}

const offerForm = z.preprocess(
  (fields) => readTree(fields as Record<string, FormDataEntryValue>),
  z.strictObject({ ...draftFields, step, form: stepFieldsSchema }),
)

/** Saves one offer of a draft. */
export async function saveOfferAction(_: unknown, data: FormData): Promise<OfferState> {
  const { form, at } = await readDraftForm(offerForm, data)
  const state = await saveOffer(at, form.step, form.form)
  if (state.said?.code === 'saved') refresh()
  return state
}
