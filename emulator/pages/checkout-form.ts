import type { CountryCode } from 'dodopayments/resources/misc'
import { z } from 'zod'
import { isExpired } from '../checkout/customers'
import { countrySchema } from '../http/body'
import { findTestCard } from '../reference/test-cards'
import type { NewCard } from '../state/rows'

const NO_POSTAL_CODES: readonly CountryCode[] = ['AE', 'BS', 'HK', 'IE', 'JM', 'MO', 'PA', 'QA', 'ZW']

export const FIELDS = ['email', 'name', 'postalCode', 'number', 'expiry', 'cvc', 'method'] as const
export type Field = (typeof FIELDS)[number]

/** What the form shows: text exactly as typed, so that nothing is lost on a mistake. */
export interface FormValues {
  email: string
  name: string
  country: CountryCode
  postalCode: string
  /** `new` or the id of a saved card. */
  method: string
  number: string
  expiry: string
}

const text = z.string().max(500).catch('')

const postedSchema = z.object({
  action: text,
  /** A discount code, when that is what was sent. */
  code: text,
  email: text,
  name: text,
  country: countrySchema.catch('US'),
  postalCode: text,
  method: z.string().max(100).catch('new'),
  number: text,
  expiry: text,
  cvc: text,
  /** The total the shopper saw on the button, in minor units. */
  shownTotal: text,
})

export type Posted = z.output<typeof postedSchema>

export function readForm(body: Record<string, unknown>): Posted {
  return postedSchema.parse(body)
}

export type CheckedForm =
  | { ok: false; errors: Field[] }
  | { ok: true; email: string; name: string; zipcode: string | null; card: NewCard | null }

/** Checks what was typed. `card` is null when a saved one was chosen; its owner is checked at the charge. */
export function checkForm(posted: Posted, savedIds: readonly string[], now: Date): CheckedForm {
  const errors: Field[] = []
  const email = posted.email.trim()
  const name = posted.name.trim()
  const zipcode = posted.postalCode.trim()
  if (!z.email().safeParse(email).success) errors.push('email')
  if (name === '') errors.push('name')
  if (zipcode === '' && !NO_POSTAL_CODES.includes(posted.country)) errors.push('postalCode')
  const card = posted.method === 'new' ? readCard(posted, name, now, errors) : null
  if (posted.method !== 'new' && !savedIds.includes(posted.method)) errors.push('method')
  return errors.length > 0 ? { ok: false, errors } : { ok: true, email, name, zipcode: zipcode || null, card }
}

function readCard(posted: Posted, holder_name: string, now: Date, errors: Field[]): NewCard | null {
  const number = toAscii(posted.number).replace(/[\s-]/g, '')
  const [, month = '', shortYear = ''] =
    /^(0[1-9]|1[0-2])\s*\/?\s*(\d{2})$/.exec(toAscii(posted.expiry).trim()) ?? []
  const expiry = { expiry_month: month, expiry_year: `20${shortYear}` }
  if (!findTestCard(number)) errors.push('number')
  if (month === '' || isExpired(expiry, now)) errors.push('expiry')
  if (!/^\d{3,4}$/.test(toAscii(posted.cvc).trim())) errors.push('cvc')
  return { number, ...expiry, holder_name }
}

/** Full-width digits and signs, as Japanese keyboards type them, in their plain form. */
function toAscii(typed: string): string {
  return typed.normalize('NFKC')
}
