import { z } from 'zod'
import type { Legal, Step, Texts } from './definition'

const short = z.string().max(80)
const long = z.string().max(5_000)
const texts = z.strictObject({ headline: long, body: long, facts: long })
const legal = z.strictObject({ withdrawal: long, delivery: long, cancellation: long })
const target = z.string().regex(/^([a-z0-9][a-z0-9:_-]{0,63})?$/)

/** What the page of one offer sends; lists are typed, one a line or with commas. */
export const stepFieldsSchema = z.strictObject({
  kind: z.enum(['upsell', 'downsell', 'cross_sell']),
  offer: short,
  product: short,
  quantities: short,
  discount: short,
  deadline: short,
  cooldown: short,
  art: short,
  compare: z.literal('on').optional(),
  swap: z.enum(['add', 'replace']).optional(),
  texts: z.strictObject({ en: texts, ja: texts }),
  legal: z.strictObject({ en: legal, ja: legal }),
  edges: z.strictObject({ accepted: target, declined: target, failed: target, expired: target }),
})

/** One offer as its form holds it: everything typed, nothing checked. */
export type StepForm = z.infer<typeof stepFieldsSchema>

/** The fields whose content cannot be stored as it was typed. */
export type StepIssue = {
  field: string
  code: 'bad_list' | 'bad_number' | 'bad_code' | 'too_long' | 'bad_key'
}

const noTexts: Texts = { headline: '', body: '', facts: [] }
const noLegal: Legal = { withdrawal: '', delivery: '', cancellation: '' }

/** An offer as it is stored, as a form. */
export function toStepForm(step: Step): StepForm {
  const textsIn = (locale: string) => {
    const { facts, ...rest } = step.texts[locale] ?? noTexts
    return { ...rest, facts: facts.join('\n') }
  }
  const legalIn = (locale: string) => ({ ...(step.legal[locale] ?? noLegal) })
  return {
    kind: step.kind,
    offer: step.offer,
    product: step.product,
    quantities: step.quantities.join(', '),
    discount: step.discountCode ?? '',
    deadline: String(step.deadlineMinutes),
    cooldown: String(step.cooldownDays),
    art: step.art ?? '',
    ...(step.compare && { compare: 'on' as const }),
    swap: step.swap ? 'replace' : 'add',
    texts: { en: textsIn('en'), ja: textsIn('ja') },
    legal: { en: legalIn('en'), ja: legalIn('ja') },
    edges: {
      accepted: step.edges.accepted ?? '',
      declined: step.edges.declined ?? '',
      failed: step.edges.failed ?? '',
      expired: step.edges.expired ?? '',
    },
  }
}

const lines = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The offer that a form describes, or the fields that cannot be stored. Texts may be missing: publishing asks for them. */
export function readStepForm(form: StepForm, was: Step): { step: Step } | { issues: StepIssue[] } {
  const issues: StepIssue[] = []
  const wrong = (field: string, code: StepIssue['code']) => void issues.push({ field, code })
  const quantities = form.quantities
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(Boolean)
    .map(Number)
  const fits = quantities.every((each) => Number.isInteger(each) && each >= 1 && each <= 99)
  if (
    !fits ||
    quantities.length === 0 ||
    quantities.length > 5 ||
    new Set(quantities).size < quantities.length
  )
    wrong('quantities', 'bad_list')
  const number = (field: 'deadline' | 'cooldown', least: number, most: number) => {
    const value = Number(form[field].normalize('NFKC').trim() || Number.NaN)
    if (!Number.isInteger(value) || value < least || value > most) wrong(field, 'bad_number')
    return value
  }
  const discount = form.discount.trim().toUpperCase()
  if (discount && !/^[A-Z0-9_-]{1,64}$/.test(discount)) wrong('discount', 'bad_code')
  if (!/^[a-z0-9][a-z0-9:_-]{0,63}$/.test(form.offer)) wrong('offer', 'bad_key')
  for (const locale of ['en', 'ja'] as const) {
    const { headline, body, facts } = form.texts[locale]
    if (headline.length > 160) wrong(`texts.${locale}.headline`, 'too_long')
    if (body.length > 600) wrong(`texts.${locale}.body`, 'too_long')
    const each = lines(facts)
    if (each.length > 5 || each.some((fact) => fact.length > 160)) wrong(`texts.${locale}.facts`, 'too_long')
    for (const [name, text] of Object.entries(form.legal[locale]))
      if (text.length > 400) wrong(`legal.${locale}.${name}`, 'too_long')
  }
  const step: Step = {
    ...was,
    kind: form.kind,
    offer: form.offer,
    product: form.product,
    quantities,
    discountCode: discount || null,
    deadlineMinutes: number('deadline', 1, 1_440),
    cooldownDays: number('cooldown', 0, 730),
    art: form.art || null,
    compare: form.compare === 'on',
    swap: form.swap === 'replace' ? true : undefined,
    texts: { ...was.texts, en: readTexts(form.texts.en), ja: readTexts(form.texts.ja) },
    legal: { ...was.legal, ...form.legal },
    edges: {
      accepted: form.edges.accepted || null,
      declined: form.edges.declined || null,
      failed: form.edges.failed || null,
      expired: form.edges.expired || null,
    },
  }
  return issues.length > 0 ? { issues } : { step }
}

const readTexts = ({ headline, body, facts }: { headline: string; body: string; facts: string }): Texts => ({
  headline: headline.trim(),
  body: body.trim(),
  facts: lines(facts),
})
