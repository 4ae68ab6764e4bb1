/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono'
import { isLinkOfUse, payLink } from '../billing/links'
import type { Emulator } from '../emulator'
import { type ServerEnv, weatherMiddleware } from '../http/weather-middleware'
import type { PaymentRow } from '../state/rows'
import { CHECKOUT_STYLE } from './checkout-assets'
import { CardFields } from './checkout-cards'
import { TextField } from './checkout-field'
import { checkForm, type Field, type FormValues, readForm } from './checkout-form'
import { sendPage } from './document'
import { formatMoney } from './money'
import { Notice } from './notice'
import { TestCards } from './test-card-list'
import { chooseLanguage, type Language, TEXT } from './text'

interface Shown {
  payment: PaymentRow
  values: FormValues
  message: string | null
  errors: Field[]
}

/** `GET` and `POST /pay/{payment}`: takes a new card for a subscription, and what is owed with it. */
export function payLinkPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use(weatherMiddleware(emulator, 'page'))
    .get('/:id', (c) => {
      const payment = emulator.store.payments.get(c.req.param('id'))
      const code = c.req.query('declined') ?? null
      if (!payment || !isLinkOfUse(emulator, payment)) return over(emulator, c, payment)
      const text = TEXT[languageOf(c)]
      const message = code ? declineText(text, code) : null
      return show(c, { payment, values: firstValues(payment), message, errors: [] }, 200)
    })
    .post('/:id', async (c) => {
      const payment = emulator.store.payments.get(c.req.param('id'))
      if (!payment || !isLinkOfUse(emulator, payment)) return over(emulator, c, payment)
      const { email } = payment.customer
      const posted = { ...readForm(await c.req.parseBody()), email, postalCode: '-', method: 'new' }
      const checked = checkForm(posted, [], emulator.now())
      if (!checked.ok || !checked.card) {
        const errors = checked.ok ? [] : checked.errors
        const message = TEXT[languageOf(c)].fixProblems
        return show(c, { payment, values: posted, message, errors }, 422)
      }
      const { payment: paid, next } = payLink(emulator, payment, checked.card)
      if (next) return c.redirect(`/pay/${next.payment_id}?declined=${paid.error_code}`, 303)
      if (paid.status === 'requires_customer_action') return c.redirect(paid.payment_link ?? '/', 303)
      return c.redirect(chargeReturnUrl(emulator, paid) ?? `/pay/${paid.payment_id}`, 303)
    })
}

/** Where the customer goes after a charge of a subscription, with its outcome; null when nobody said. */
export function chargeReturnUrl(
  { store }: Emulator,
  { status, internal: { charge } }: PaymentRow,
): string | null {
  if (!charge?.return_url) return null
  const url = new URL(charge.return_url)
  const subscription = store.subscriptions.get(charge.subscription_id)
  url.searchParams.set('subscription_id', charge.subscription_id)
  url.searchParams.set('status', (status === 'succeeded' && subscription?.status) || status || 'processing')
  return url.toString()
}

function languageOf(c: Context): Language {
  return chooseLanguage(null, c.req.header('accept-language'))
}

function declineText(text: (typeof TEXT)[Language], code: string): string {
  const known: Record<string, string> = text.declined
  return known[code] ?? text.declined.GENERIC_DECLINE
}

function firstValues({ customer, billing }: PaymentRow): FormValues {
  const { email, name } = customer
  return { email, name, country: billing.country, postalCode: '', method: 'new', number: '', expiry: '' }
}

function show(c: Context, shown: Shown, status: 200 | 422): Promise<Response> {
  const language = languageOf(c)
  const text = TEXT[language]
  return sendPage(c, {
    title: text.title,
    language,
    style: CHECKOUT_STYLE,
    status,
    body: <PayLink {...shown} language={language} />,
  })
}

function over(emulator: Emulator, c: Context, payment: PaymentRow | undefined): Promise<Response> {
  const language = languageOf(c)
  const text = TEXT[language]
  const isPaid = payment?.status === 'succeeded'
  const isWaiting = payment?.status === 'processing'
  const title = isPaid ? text.paidTitle : isWaiting ? text.waitingTitle : text.expiredTitle
  const message = isPaid ? text.authOver : isWaiting ? text.waitingText : text.expiredText
  const back = payment ? chargeReturnUrl(emulator, payment) : null
  return sendPage(c, {
    title,
    language,
    style: CHECKOUT_STYLE,
    status: payment ? 200 : 404,
    body: <Notice title={title} message={message} back={back} language={language} />,
  })
}

function PayLink({ payment, values, message, errors, language }: Shown & { language: Language }) {
  const text = TEXT[language]
  const amount = formatMoney(payment.total_amount, payment.currency, language)
  return (
    <>
      <header class="test-mode">{text.testMode}</header>
      <main class="notice">
        <form method="post" novalidate>
          {message && (
            <p class="alert" role="alert" tabindex={-1} autofocus>
              {message}
            </p>
          )}
          <h1>{text.payWith}</h1>
          <TextField
            name="name"
            label={text.name}
            value={values.name}
            autocomplete="cc-name"
            error={errors.includes('name') ? text.wrongName : null}
          />
          <CardFields
            text={text}
            values={values}
            errorOf={(field) => (errors.includes(field) ? cardError(text, field) : null)}
          />
          <TestCards text={text} language={language} />
          <button class="pay" type="submit" name="action" value="pay">
            {payment.total_amount > 0 ? text.pay(amount) : text.saveCard}
          </button>
        </form>
      </main>
    </>
  )
}

function cardError(text: (typeof TEXT)[Language], field: Field): string | null {
  switch (field) {
    case 'number':
      return text.wrongNumber
    case 'expiry':
      return text.wrongExpiry
    case 'cvc':
      return text.wrongCvc
    case 'email':
    case 'name':
    case 'postalCode':
    case 'method':
      return null
  }
}
