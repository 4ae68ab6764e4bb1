/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono'
import { isExpired, listPaymentMethods, newestCustomerByEmail, resolveCustomer } from '../checkout/customers'
import { billingOf, quoteRequest } from '../checkout/request'
import { requireSession, returnUrl, sessionState } from '../checkout/sessions'
import { isOpen, settlePayment } from '../checkout/settle-payment'
import { startPayment } from '../checkout/start-payment'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { type ServerEnv, weatherMiddleware } from '../http/weather-middleware'
import type { CustomerRow, PaymentMethodRow, PaymentRow, SessionRow } from '../state/rows'
import { CHECKOUT_SCRIPT, CHECKOUT_STYLE } from './checkout-assets'
import { checkForm, type Field, type FormValues, type Posted, readForm } from './checkout-form'
import { CheckoutView } from './checkout-view'
import { sendPage } from './document'
import { formatMoney } from './money'
import { Notice } from './notice'
import { chooseLanguage, type Language, TEXT } from './text'

interface Visit {
  session: SessionRow
  language: Language
  customer: CustomerRow | null
  saved: PaymentMethodRow[]
}

interface Trouble {
  message: string
  errors: Field[]
  status: 402 | 409 | 422
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

function openVisit(emulator: Emulator, c: Context, id: string): Visit | null {
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

function firstValues({ session, customer, language, saved }: Visit, now: Date): FormValues {
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
function ownIdentity(visit: Visit, posted: Posted): Posted {
  const email = fixedEmail(visit)
  return email === null ? posted : { ...posted, email }
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
  const quote = quoteRequest(emulator, session.request, billing, payingAs, session.fees_inclusive)
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
        now={emulator.now()}
      />
    ),
  })
}

function closed(emulator: Emulator, c: Context, visit: Visit): Promise<Response> {
  const text = TEXT[visit.language]
  const payment = emulator.store.payments.get(visit.session.payment_id ?? '')
  const back = payment && returnUrl(visit.session, payment)
  switch (sessionState(emulator, visit.session)) {
    case 'paid':
      return notice(c, visit.language, text.paidTitle, paidText(payment, visit.language), back ?? null)
    case 'waiting':
      return notice(c, visit.language, text.waitingTitle, text.waitingText, back ?? null)
    case 'open':
    case 'expired': {
      const { cancel_url } = visit.session.request
      return notice(c, visit.language, text.expiredTitle, text.expiredText, cancel_url ?? null)
    }
  }
}

function paidText(payment: PaymentRow | undefined, language: Language): string {
  if (!payment) return ''
  return TEXT[language].paidText(formatMoney(payment.total_amount, payment.currency, language))
}

function missing(c: Context): Promise<Response> {
  const language = chooseLanguage(null, c.req.header('accept-language'))
  const text = TEXT[language]
  return notice(c, language, text.missingTitle, text.missingText, null, 404)
}

function notice(
  c: Context,
  language: Language,
  title: string,
  message: string,
  back: string | null,
  status: 200 | 404 | 410 = 200,
): Promise<Response> {
  return sendPage(c, {
    title,
    language,
    style: CHECKOUT_STYLE,
    status,
    body: <Notice title={title} message={message} back={back} language={language} />,
  })
}
