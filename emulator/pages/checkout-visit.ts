import type { Context } from 'hono'
import { isExpired, listPaymentMethods } from '../checkout/customers'
import { billingOf } from '../checkout/request'
import { requireSession } from '../checkout/sessions'
import type { Emulator } from '../emulator'
import type { CustomerRow, PaymentMethodRow, SessionRow } from '../state/rows'
import type { FormValues, Posted } from './checkout-form'
import { chooseLanguage, type Language } from './text'

/** A session with what its page needs to know of it. */
export interface Visit {
  session: SessionRow
  language: Language
  customer: CustomerRow | null
  saved: PaymentMethodRow[]
}

export function openVisit(emulator: Emulator, c: Context, id: string): Visit | null {
  const { store } = emulator
  if (!store.sessions.get(id)) return null
  const session = requireSession(emulator, id)
  const asked = session.request.customer
  const customer = (asked && 'customer_id' in asked && store.customers.get(asked.customer_id)) || null
  const showsSaved = customer !== null && session.request.show_saved_payment_methods === true
  return {
    session,
    customer,
    saved: showsSaved ? listPaymentMethods(store, customer.customer_id) : [],
    language: chooseLanguage(session.request.customization?.force_language, c.req.header('accept-language')),
  }
}

export function firstValues({ session, customer, language, saved }: Visit, now: Date): FormValues {
  const asked = session.request.customer
  const typed = asked && 'email' in asked ? asked : null
  const hasAddress = session.request.billing_address || customer?.last_billing
  const billing = billingOf(customer, session.request)
  return {
    email: customer?.email ?? typed?.email ?? '',
    name: customer?.name ?? typed?.name ?? '',
    country: hasAddress ? billing.country : language === 'ja' ? 'JP' : 'US',
    postalCode: billing.zipcode ?? '',
    method: saved.find((method) => !isExpired(method, now))?.payment_method_id ?? 'new',
    number: '',
    expiry: '',
  }
}

/** The e-mail the session fixes, by its customer or by forbidding to edit the given one; else null. */
function fixedEmail({ customer, session: { request } }: Visit): string | null {
  if (customer) return customer.email
  const isFixed = request.feature_flags?.allow_customer_editing_email === false
  return isFixed && request.customer && 'email' in request.customer ? request.customer.email : null
}

/** A session made for somebody pays as them, whatever the form says. */
export function ownIdentity(visit: Visit, posted: Posted): Posted {
  const email = fixedEmail(visit)
  return email === null ? posted : { ...posted, email }
}
