/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono'
import { listPaymentMethods, removePaymentMethod } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { ServerEnv } from '../http/weather-middleware'
import { type PortalVisit, readPortalTicket } from '../portal/sessions'
import { cardLook } from '../reference/test-cards'
import type { PaymentMethodRow, SubscriptionRow } from '../state/rows'
import { CHECKOUT_STYLE } from './checkout-assets'
import { sendPage } from './document'
import { formatMoney } from './money'
import { Notice } from './notice'
import { chooseLanguage, type Language, TEXT } from './text'

/** The customer's portal behind a signed link: the saved cards, which can be removed, and the subscriptions. */
export function portalPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:ticket', (c) => {
      const visit = readPortalTicket(emulator, c.req.param('ticket'))
      return visit ? show(emulator, c, visit, null) : over(c)
    })
    .post('/:ticket', async (c) => {
      const visit = readPortalTicket(emulator, c.req.param('ticket'))
      if (!visit) return over(c)
      const { remove } = await c.req.parseBody()
      try {
        removePaymentMethod(emulator.store, visit.customerId, String(remove))
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return show(emulator, c, visit, error)
      }
      return c.redirect(c.req.path, 303)
    })
}

function show(
  { store }: Emulator,
  c: Context,
  visit: PortalVisit,
  trouble: ApiError | null,
): Promise<Response> {
  const language = chooseLanguage(null, c.req.header('accept-language'))
  const customer = store.customers.get(visit.customerId)
  if (!customer) return over(c)
  const subscriptions = store.subscriptions
    .newestFirst()
    .filter((row) => row.customer.customer_id === visit.customerId)
  return sendPage(c, {
    title: TEXT[language].portal.title,
    language,
    style: CHECKOUT_STYLE,
    status: trouble ? trouble.status : 200,
    body: (
      <Portal
        email={customer.email}
        methods={listPaymentMethods(store, visit.customerId)}
        subscriptions={subscriptions.map((row) => ({
          row,
          name: store.products.get(row.product_id)?.name ?? '',
        }))}
        inUse={trouble !== null}
        returnUrl={visit.returnUrl}
        language={language}
      />
    ),
  })
}

function over(c: Context): Promise<Response> {
  const language = chooseLanguage(null, c.req.header('accept-language'))
  const { overTitle, overText } = TEXT[language].portal
  return sendPage(c, {
    title: overTitle,
    language,
    style: CHECKOUT_STYLE,
    status: 410,
    body: <Notice title={overTitle} message={overText} back={null} language={language} />,
  })
}

interface PortalProps {
  email: string
  methods: PaymentMethodRow[]
  subscriptions: { row: SubscriptionRow; name: string }[]
  inUse: boolean
  returnUrl: string | null
  language: Language
}

function Portal({ email, methods, subscriptions, inUse, returnUrl, language }: PortalProps) {
  const text = TEXT[language]
  return (
    <>
      <header class="test-mode">{text.testMode}</header>
      <main class="notice">
        {returnUrl && (
          <a class="back" href={returnUrl}>
            <span aria-hidden="true">←</span> {text.back}
          </a>
        )}
        <h1>{text.portal.title}</h1>
        <p>{email}</p>
        {inUse && (
          <p class="alert" role="alert">
            {text.portal.inUse}
          </p>
        )}
        <h2>{text.portal.cards}</h2>
        {methods.length === 0 && <p class="small">{text.portal.noCards}</p>}
        {methods.map((method) => (
          <Card key={method.payment_method_id} method={method} language={language} />
        ))}
        <h2>{text.portal.subscriptions}</h2>
        {subscriptions.length === 0 && <p class="small">{text.portal.noSubscriptions}</p>}
        {subscriptions.map(({ row, name }) => (
          <p key={row.subscription_id}>
            {name} · {formatMoney(row.recurring_pre_tax_amount, row.currency, language)} · {row.status}
            {row.status === 'active' && ` · ${row.next_billing_date.slice(0, 10)}`}
          </p>
        ))}
      </main>
    </>
  )
}

function Card({ method, language }: { method: PaymentMethodRow; language: Language }) {
  const text = TEXT[language]
  const look = cardLook(method.number)
  return (
    <form method="post">
      <p>
        {text.savedCard(look.card_network ?? '', look.card_last_four)}{' '}
        <span class="small">{text.expires(method.expiry_month, method.expiry_year.slice(-2))}</span>
      </p>
      <button class="button plain" type="submit" name="remove" value={method.payment_method_id}>
        {text.portal.remove}
      </button>
    </form>
  )
}
