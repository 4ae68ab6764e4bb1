/** @jsxImportSource hono/jsx */
import { isExpired } from '../checkout/customers'
import { cardLook } from '../reference/test-cards'
import type { PaymentMethodRow } from '../state/rows'
import { TextField } from './checkout-field'
import type { Field, FormValues } from './checkout-form'
import type { Text } from './text'

interface SavedCardsProps {
  saved: PaymentMethodRow[]
  chosen: string
  text: Text
  now: Date
  error: string | null
}

export function SavedCards({ saved, chosen, text, now, error }: SavedCardsProps) {
  return (
    <fieldset class="saved">
      <legend class="visually-hidden">{text.payWith}</legend>
      {saved.map((method) => {
        const look = cardLook(method.number)
        const expiry = isExpired(method, now)
          ? text.expired
          : text.expires(method.expiry_month, method.expiry_year.slice(-2))
        return (
          <label key={method.payment_method_id}>
            <input
              type="radio"
              name="method"
              value={method.payment_method_id}
              checked={chosen === method.payment_method_id}
            />
            <span>{text.savedCard(look.card_network ?? '', look.card_last_four)}</span>
            <span class="small">{expiry}</span>
          </label>
        )
      })}
      <label>
        <input id="method-new" type="radio" name="method" value="new" checked={chosen === 'new'} />
        <span>{text.newCard}</span>
      </label>
      {error && <p class="error">{error}</p>}
    </fieldset>
  )
}

interface CardFieldsProps {
  text: Text
  values: FormValues
  errorOf: (field: Field) => string | null
}

/** The security code is never sent back to the page. */
export function CardFields({ text, values, errorOf }: CardFieldsProps) {
  return (
    <div class="card-fields">
      <TextField
        name="number"
        label={text.cardNumber}
        value={values.number}
        autocomplete="cc-number"
        inputmode="numeric"
        placeholder="4242 4242 4242 4242"
        error={errorOf('number')}
      />
      <div class="pair">
        <TextField
          name="expiry"
          label={text.expiry}
          value={values.expiry}
          autocomplete="cc-exp"
          placeholder="06/32"
          error={errorOf('expiry')}
        />
        <TextField
          name="cvc"
          label={text.cvc}
          value=""
          autocomplete="cc-csc"
          inputmode="numeric"
          placeholder="123"
          error={errorOf('cvc')}
        />
      </div>
    </div>
  )
}
