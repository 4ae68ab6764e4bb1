/** @jsxImportSource hono/jsx */
import { codesOfSession, takesCodes } from '../checkout/codes'
import type { Quote } from '../checkout/quote'
import { COUNTRIES } from '../reference/countries'
import type { PaymentMethodRow, SessionRow } from '../state/rows'
import { CardFields, SavedCards } from './checkout-cards'
import { DiscountCodes } from './checkout-codes'
import { TextField } from './checkout-field'
import type { Field, FormValues } from './checkout-form'
import { OrderSummary } from './checkout-summary'
import { formatMoney } from './money'
import { TestCards } from './test-card-list'
import { type Language, TEXT, type Text } from './text'

interface CheckoutViewProps {
  session: SessionRow
  quote: Quote
  language: Language
  values: FormValues
  emailFixed: boolean
  saved: PaymentMethodRow[]
  message: string | null
  errors: Field[]
  refusedCode: { code: string; reason: string } | null
  now: Date
}

export function CheckoutView(props: CheckoutViewProps) {
  const { session, quote, language, values, emailFixed, saved, message, errors, refusedCode, now } = props
  const text = TEXT[language]
  const errorOf = (field: Field) => (errors.includes(field) ? fieldMessage(text, field) : null)
  return (
    <>
      <header class="test-mode">{text.testMode}</header>
      <main class="checkout">
        <OrderSummary
          quote={quote}
          language={language}
          cancelUrl={session.request.cancel_url ?? null}
          now={now}
        >
          <DiscountCodes
            codes={codesOfSession(session)}
            refused={refusedCode}
            open={takesCodes(session)}
            text={text}
          />
        </OrderSummary>
        <form class="panel" method="post" novalidate>
          <input type="hidden" name="shownTotal" value={String(quote.dueNow.total)} />
          {message && (
            <p class="alert" role="alert" tabindex={-1} autofocus>
              {message}
            </p>
          )}
          <section aria-labelledby="contact">
            <h2 id="contact">{text.contact}</h2>
            <TextField
              name="email"
              type="email"
              label={text.email}
              value={values.email}
              autocomplete="email"
              readonly={emailFixed}
              error={errorOf('email')}
            />
          </section>
          <section aria-labelledby="billing">
            <h2 id="billing">{text.billing}</h2>
            <TextField
              name="name"
              label={text.name}
              value={values.name}
              autocomplete="name"
              error={errorOf('name')}
            />
            <div class="pair">
              <div class="field">
                <label for="country">{text.country}</label>
                <select id="country" name="country" autocomplete="country">
                  {countryNames(language).map(([code, name]) => (
                    <option key={code} value={code} selected={code === values.country}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
              <TextField
                name="postalCode"
                label={text.postalCode}
                value={values.postalCode}
                autocomplete="postal-code"
                error={errorOf('postalCode')}
              />
            </div>
          </section>
          <section aria-labelledby="method">
            <h2 id="method">{text.payWith}</h2>
            {saved.length > 0 && (
              <SavedCards
                saved={saved}
                chosen={values.method}
                text={text}
                now={now}
                error={errorOf('method')}
              />
            )}
            <CardFields text={text} values={values} errorOf={errorOf} />
            <TestCards text={text} language={language} />
          </section>
          <button class="pay" type="submit" name="action" value="pay">
            {payLabel(quote, language)}
          </button>
          <button class="quiet" id="update" type="submit" name="action" value="update" formnovalidate>
            {text.updateTotal}
          </button>
          <p class="small">{text.keepCard}</p>
        </form>
      </main>
    </>
  )
}

function payLabel(quote: Quote, language: Language): string {
  const text = TEXT[language]
  if (quote.dueNow.total === 0) return text.startTrial
  return text.pay(formatMoney(quote.dueNow.total, quote.currency, language))
}

function fieldMessage(text: Text, field: Field): string {
  switch (field) {
    case 'email':
      return text.wrongEmail
    case 'name':
      return text.wrongName
    case 'postalCode':
      return text.wrongPostalCode
    case 'number':
      return text.wrongNumber
    case 'expiry':
      return text.wrongExpiry
    case 'cvc':
      return text.wrongCvc
    case 'method':
      return text.wrongMethod
  }
}

function countryNames(language: Language): [string, string][] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const collator = new Intl.Collator(language)
  return COUNTRIES.map((code): [string, string] => [code, names.of(code) ?? code]).sort((a, b) =>
    collator.compare(a[1], b[1]),
  )
}
