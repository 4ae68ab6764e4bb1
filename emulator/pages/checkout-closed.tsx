/** @jsxImportSource hono/jsx */
import type { Context } from 'hono'
import { returnUrl, sessionState } from '../checkout/sessions'
import type { Emulator } from '../emulator'
import type { PaymentRow } from '../state/rows'
import { CHECKOUT_STYLE } from './checkout-assets'
import type { Visit } from './checkout-visit'
import { sendPage } from './document'
import { formatMoney } from './money'
import { Notice } from './notice'
import { chooseLanguage, type Language, TEXT } from './text'

/** The page of a session that takes no payment: paid, under way or over. */
export function closed(emulator: Emulator, c: Context, visit: Visit): Promise<Response> {
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

/** The page of a session that does not exist. */
export function missing(c: Context): Promise<Response> {
  const language = chooseLanguage(null, c.req.header('accept-language'))
  const text = TEXT[language]
  return notice(c, language, text.missingTitle, text.missingText, null, 404)
}

export function notice(
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
