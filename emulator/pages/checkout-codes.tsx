/** @jsxImportSource hono/jsx */
import type { Text } from './text'

interface DiscountCodesProps {
  codes: string[]
  /** What was typed and could not be used, with the API's reason. */
  refused: { code: string; reason: string } | null
  open: boolean
  text: Text
}

/** A form of its own, so that Enter in the payment form always means to pay. */
export function DiscountCodes({ codes, refused, open, text }: DiscountCodesProps) {
  return (
    <div class="codes">
      {codes.map((code) => (
        <form class="code" method="post" key={code}>
          <input type="hidden" name="action" value="remove-code" />
          <span>{code}</span>
          <button class="quiet" type="submit" name="code" value={code} aria-label={text.removeCode(code)}>
            {text.remove}
          </button>
        </form>
      ))}
      {open && (
        <details open={refused !== null}>
          <summary>{text.addCode}</summary>
          <form class="code" method="post">
            <input type="hidden" name="action" value="apply-code" />
            <input
              name="code"
              aria-label={text.discountCode}
              value={refused?.code ?? ''}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxlength={16}
              aria-invalid={refused ? 'true' : undefined}
              aria-describedby={refused ? 'code-error' : undefined}
            />
            <button class="quiet" type="submit">
              {text.apply}
            </button>
          </form>
          {refused && (
            <p class="error" id="code-error" role="alert">
              {codeMessage(text, refused.reason)}
            </p>
          )}
        </details>
      )}
    </div>
  )
}

export function codeMessage(text: Text, reason: string): string {
  switch (reason) {
    case 'DISCOUNT_CODE_EXPIRED':
    case 'DISCOUNT_CODE_USAGE_LIMIT_EXCEEDED':
      return text.codeOver
    case 'DISCOUNT_NOT_YET_ACTIVE':
      return text.codeEarly
    case 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE':
    case 'DISCOUNT_PER_CUSTOMER_USAGE_LIMIT_EXCEEDED':
      return text.codeNotYours
    case 'DISCOUNT_NOT_AVAILABLE_FOR_PRODUCT':
    case 'DISCOUNT_MINIMUM_SUBTOTAL_NOT_MET':
      return text.codeNotHere
    default:
      return text.codeUnknown
  }
}
