/** @jsxImportSource hono/jsx */
import type { BillingAddress } from 'dodopayments/resources/payments'
import { type Context, Hono } from 'hono'
import { applyCode, removeCode } from '../checkout/codes'
import { newestCustomerByEmail, resolveCustomer } from '../checkout/customers'
import type { Quote } from '../checkout/quote'
import { billingOf, quoteRequest } from '../checkout/request'
import { returnUrl, sessionState } from '../checkout/sessions'
import { isOpen, settlePayment } from '../checkout/settle-payment'
import { startPayment } from '../checkout/start-payment'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { type ServerEnv, weatherMiddleware } from '../http/weather-middleware'
import type { CustomerRow, SessionRow } from '../state/rows'
import { CHECKOUT_SCRIPT, CHECKOUT_STYLE } from './checkout-assets'
import { closed, missing, notice } from './checkout-closed'
import { codeMessage } from './checkout-codes'
import { checkForm, type Field, type FormValues, type Posted, readForm } from './checkout-form'
import { CheckoutView } from './checkout-view'
import { firstValues, openVisit, ownIdentity, type Visit } from './checkout-visit'
import { sendPage } from './document'
import { chooseLanguage, TEXT } from './text'

interface Trouble {
  message: string | null
  errors: Field[]
  status: 402 | 409 | 422
  refusedCode?: { code: string; reason: string }
}

/** The hosted checkout: `GET` and `POST /session/{id}`. Works without script; a script only spares clicks. */
export function checkoutPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use(weatherMiddleware(emulator, 'page'))
    .get('/:id', async (c) => {
      const visit = openVisit(emulator, c, c.req.param('id'))
      if (!visit) return missing(c)
      if (sessionState(emulator, visit.session) !== 'open') return closed(emulator, c, visit)
      return show(emulator, c, visit, firstValues(visit, emulator.now()), null)
    })
    .post('/:id', async (c) => {
      const visit = openVisit(emulator, c, c.req.param('id'))
      if (!visit) return missing(c)
      const state = sessionState(emulator, visit.session)
      if (state === 'paid' || state === 'expired') return closed(emulator, c, visit)
      const posted = ownIdentity(visit, readForm(await c.req.parseBody()))
      if (state === 'waiting') {
        return show(emulator, c, visit, posted, {
          message: TEXT[visit.language].pending,
          errors: [],
          status: 409,
        })
      }
      if (posted.action === 'apply-code') {
        const reason = applyCode(emulator, visit.session, visit.customer, posted.code)
        if (reason === null) return c.redirect(c.req.path, 303)
        const values = firstValues(visit, emulator.now())
        const refusedCode = { code: posted.code, reason }
        return show(emulator, c, visit, values, { message: null, errors: [], status: 422, refusedCode })
      }
      if (posted.action === 'remove-code') {
        removeCode(emulator, visit.session, posted.code)
        return c.redirect(c.req.path, 303)
      }
      if (posted.action === 'update') return show(emulator, c, visit, posted, null)
      return pay(emulator, c, visit, posted)
    })
    .onError((error, c) => {
      if (!(error instanceof ApiError)) throw error
      const language = chooseLanguage(null, c.req.header('accept-language'))
      const text = TEXT[language]
      return notice(c, language, text.expiredTitle, text.expiredText, null, 410)
    })
}

async function pay(emulator: Emulator, c: Context, visit: Visit, posted: Posted): Promise<Response> {
  const text = TEXT[visit.language]
  const savedIds = visit.saved.map((method) => method.payment_method_id)
  const checked = checkForm(posted, savedIds, emulator.now())
  if (!checked.ok) {
    return show(emulator, c, visit, posted, {
      message: text.fixProblems,
      errors: checked.errors,
      status: 422,
    })
  }
  const { session } = visit
  const known = billingOf(visit.customer, session.request)
  const billing = { ...known, country: posted.country, zipcode: checked.zipcode }
  const payingAs = knownPayer(emulator, visit, checked)
  const quote = quoteFor(emulator, visit, billing, payingAs)
  if (typeof quote === 'string') {
    return show(emulator, c, visit, posted, { message: codeMessage(text, quote), errors: [], status: 422 })
  }
  if (posted.shownTotal !== '' && Number(posted.shownTotal) !== quote.dueNow.total) {
    return show(emulator, c, visit, posted, { message: text.totalChanged, errors: [], status: 409 })
  }
  const payment = emulator.store.commit(() => {
    cancelAbandoned(emulator, session)
    const method = visit.saved.find((each) => each.payment_method_id === posted.method)
    const card = checked.card ?? { number: '', expiry_month: '', expiry_year: '', holder_name: '' }
    return startPayment(emulator, {
      session,
      customer: payer(emulator, visit, checked),
      billing,
      quote,
      instrument: method ? { kind: 'saved', method } : { kind: 'new', card },
      route: `POST /session/${session.session_id}`,
      onPage: true,
    })
  })
  if (payment.status === 'failed') {
    const message = text.declined[(payment.error_code ?? 'GENERIC_DECLINE') as keyof typeof text.declined]
    return show(emulator, c, visit, posted, { message, errors: [], status: 402 })
  }
  if (payment.status === 'requires_customer_action') return c.redirect(payment.payment_link ?? '/', 303)
  return c.redirect(returnUrl(session, payment) ?? `/session/${session.session_id}`, 303)
}

/** The quote, or why a code of the session does not suit who pays, which shows only now. */
function quoteFor(
  emulator: Emulator,
  { session }: Visit,
  billing: BillingAddress,
  payingAs: CustomerRow | null,
): Quote | string {
  try {
    return quoteRequest(emulator, session.request, billing, payingAs, session.fees_inclusive)
  } catch (error) {
    if (error instanceof ApiError && error.code.startsWith('DISCOUNT_')) return error.code
    throw error
  }
}

/** A payment left at the bank's page is given up when the shopper comes back and pays another way. */
function cancelAbandoned(emulator: Emulator, session: SessionRow): void {
  const former = emulator.store.payments.get(session.payment_id ?? '')
  const isLeft = former && isOpen(former) && former.status !== 'requires_payment_method'
  if (isLeft) settlePayment(emulator, former.payment_id, { status: 'cancelled' })
}

function payer(emulator: Emulator, visit: Visit, typed: { email: string; name: string }): CustomerRow {
  const { store } = emulator
  const known = knownPayer(emulator, visit, typed)
  return known ?? resolveCustomer(store, typed, asksForNew(visit), emulator.now())
}

/** Who pays, as far as there is such a customer already. */
function knownPayer({ store }: Emulator, visit: Visit, typed: { email: string }): CustomerRow | null {
  if (visit.customer) return visit.customer
  const madeHere = store.customers.get(visit.session.customer_id ?? '')
  if (madeHere?.email.toLowerCase() === typed.email.toLowerCase()) return madeHere
  return (asksForNew(visit) ? undefined : newestCustomerByEmail(store, typed.email)) ?? null
}

function asksForNew({ session }: Visit): boolean {
  return session.request.feature_flags?.always_create_new_customer === true
}

function show(
  emulator: Emulator,
  c: Context,
  visit: Visit,
  values: FormValues,
  trouble: Trouble | null,
): Promise<Response> {
  const { session, language, customer, saved } = visit
  const billing = { ...billingOf(customer, session.request), country: values.country }
  return sendPage(c, {
    title: TEXT[language].title,
    language,
    style: CHECKOUT_STYLE,
    script: CHECKOUT_SCRIPT,
    ...(trouble && { status: trouble.status }),
    body: (
      <CheckoutView
        session={session}
        quote={quoteRequest(emulator, session.request, billing, customer, session.fees_inclusive)}
        language={language}
        values={values}
        emailFixed={
          customer !== null || session.request.feature_flags?.allow_customer_editing_email === false
        }
        saved={saved}
        message={trouble?.message ?? null}
        errors={trouble?.errors ?? []}
        refusedCode={trouble?.refusedCode ?? null}
        now={emulator.now()}
      />
    ),
  })
}
