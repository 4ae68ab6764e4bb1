/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Quote, QuoteLine } from '../checkout/quote'
import { addInterval } from '../reference/dates'
import { formatMoney } from './money'
import { type Language, TEXT } from './text'

interface OrderSummaryProps {
  quote: Quote
  language: Language
  cancelUrl: string | null
  now: Date
  /** The codes in use and the field for another. */
  children?: Child
}

export function OrderSummary({ quote, language, cancelUrl, now, children }: OrderSummaryProps) {
  const text = TEXT[language]
  const money = (amount: number) => formatMoney(amount, quote.currency, language)
  const { subtotal, discount, tax, total } = quote.dueNow
  const included = quote.lines.every((line) => line.taxInclusive)
  return (
    <section class="summary" aria-labelledby="summary">
      {cancelUrl && (
        <a class="back" href={cancelUrl}>
          <span aria-hidden="true">←</span> {text.back}
        </a>
      )}
      <h1 id="summary">{text.summary}</h1>
      <p class="total">{money(total)}</p>
      <ul class="lines">
        {quote.lines.map((line) => (
          <Line
            key={line.product.product_id}
            line={line}
            language={language}
            currency={quote.currency}
            now={now}
          />
        ))}
      </ul>
      {children}
      <dl>
        <div>
          <dt>{text.subtotal}</dt>
          <dd>{money(subtotal)}</dd>
        </div>
        {discount > 0 && (
          <div>
            <dt>{text.discount}</dt>
            <dd>{money(-discount)}</dd>
          </div>
        )}
        <div>
          <dt>
            {included ? text.taxIncluded : text.tax} {taxRates(quote)}
          </dt>
          <dd>{money(tax)}</dd>
        </div>
        <div class="due">
          <dt>{text.totalDue}</dt>
          <dd>{money(total)}</dd>
        </div>
      </dl>
    </section>
  )
}

interface LineProps {
  line: QuoteLine
  language: Language
  currency: string
  now: Date
}

function Line({ line, language, currency, now }: LineProps) {
  const text = TEXT[language]
  const { price } = line.product
  const money = (amount: number) => formatMoney(amount, currency, language)
  return (
    <li>
      <div>
        <p class="name">{line.product.name}</p>
        {line.product.description && <p class="small">{line.product.description}</p>}
        {line.quantity > 1 && (
          <p class="small">
            {text.quantity} {line.quantity}
          </p>
        )}
        {line.items.map(({ addon, quantity, unitPrice }) =>
          addon ? (
            <p class="small" key={addon.id}>
              {addon.name} × {quantity}: {money(unitPrice * quantity)}
            </p>
          ) : null,
        )}
        {line.trialDays > 0 && line.dueNow.total === 0 && (
          <p class="small">{text.freeDays(line.trialDays)}</p>
        )}
        {line.trialDays > 0 && line.recurring && (
          <p class="small">
            {text.firstCharge(
              money(line.recurring.total),
              formatDate(addInterval(now, line.trialDays, 'Day'), language),
            )}
          </p>
        )}
        {line.recurring && price.type === 'recurring_price' && (
          <p class="small">
            {text.thereafter(
              money(line.recurring.total),
              text.per[price.payment_frequency_interval](price.payment_frequency_count),
            )}
          </p>
        )}
      </div>
      <p>{money(line.trialDays > 0 ? line.dueNow.total : line.unitPrice * line.quantity)}</p>
    </li>
  )
}

function taxRates(quote: Quote): string {
  const rates = [...new Set(quote.lines.map((line) => line.taxRateBps))]
  if (rates.every((rate) => rate === 0)) return ''
  return `(${rates.map((rate) => `${rate / 100}%`).join(', ')})`
}

function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
