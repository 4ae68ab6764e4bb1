/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono'
import { returnUrl } from '../checkout/sessions'
import { type PaymentEnd, settlePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import type { ServerEnv } from '../http/weather-middleware'
import type { PaymentRow } from '../state/rows'
import { CHECKOUT_STYLE } from './checkout-assets'
import { sendPage } from './document'
import { formatMoney } from './money'
import { Notice } from './notice'
import { chargeReturnUrl } from './pay-link'
import { chooseLanguage, type Language, TEXT } from './text'

const ENDS: Record<string, PaymentEnd> = {
  approve: { status: 'succeeded' },
  fail: { status: 'failed', code: 'AUTHENTICATION_FAILURE' },
}

/** The bank's page: `GET` and `POST /payments/{id}/authenticate` let the card holder approve or fail. */
export function authenticatePages(emulator: Emulator): Hono<ServerEnv> {
  const sessionOf = (payment: PaymentRow) => emulator.store.sessions.get(payment.checkout_session_id ?? '')
  const languageOf = (c: Context, payment: PaymentRow | undefined) =>
    chooseLanguage(
      payment && sessionOf(payment)?.request.customization?.force_language,
      c.req.header('accept-language'),
    )
  const over = (c: Context, payment: PaymentRow | undefined): Promise<Response> => {
    const language = languageOf(c, payment)
    const text = TEXT[language]
    const session = payment && sessionOf(payment)
    const paid = payment?.status === 'succeeded'
    const title = !payment ? text.missingTitle : paid ? text.paidTitle : text.failedTitle
    const message = !payment ? text.missingText : paid ? text.authOver : text.failedText
    const back = payment && session ? returnUrl(session, payment) : null
    return sendPage(c, {
      title,
      language,
      style: CHECKOUT_STYLE,
      status: payment ? 200 : 404,
      body: <Notice title={title} message={message} back={back} language={language} />,
    })
  }
  return new Hono<ServerEnv>()
    .get('/:id/authenticate', (c) => {
      const payment = emulator.store.payments.get(c.req.param('id'))
      if (payment?.status !== 'requires_customer_action') return over(c, payment)
      const language = languageOf(c, payment)
      return sendPage(c, {
        title: TEXT[language].authTitle,
        language,
        style: CHECKOUT_STYLE,
        body: <Challenge payment={payment} language={language} />,
      })
    })
    .post('/:id/authenticate', async (c) => {
      const payment = emulator.store.payments.get(c.req.param('id'))
      if (payment?.status !== 'requires_customer_action') return over(c, payment)
      const { decision } = await c.req.parseBody()
      const end = ENDS[String(decision)]
      if (!end) return c.redirect(c.req.path, 303)
      const settled = settlePayment(emulator, payment.payment_id, end)
      const session = sessionOf(settled)
      return c.redirect(
        (session && returnUrl(session, settled)) ?? chargeReturnUrl(emulator, settled) ?? c.req.path,
        303,
      )
    })
}

function Challenge({ payment, language }: { payment: PaymentRow; language: Language }) {
  const text = TEXT[language]
  const amount = formatMoney(payment.total_amount, payment.currency, language)
  return (
    <>
      <header class="test-mode">{text.testMode}</header>
      <main class="notice">
        <h1>{text.authTitle}</h1>
        <p>{text.authLead}</p>
        <p>
          <strong>{text.authText(amount, payment.card_last_four ?? '')}</strong>
        </p>
        <form method="post">
          <button class="button" type="submit" name="decision" value="approve">
            {text.approve}
          </button>
          <button class="button plain" type="submit" name="decision" value="fail">
            {text.fail}
          </button>
        </form>
      </main>
    </>
  )
}
