import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { CustomerRow, SessionRow } from '../state/rows'
import { billingOf, quoteRequest } from './request'

const MAX_CODES = 20

/** The discount codes of a session, given by the shop or typed by the shopper, in their order. */
export function codesOfSession({ request }: SessionRow): string[] {
  return request.discount_code ? [request.discount_code] : (request.discount_codes ?? [])
}

/** Whether the shop lets shoppers type codes. */
export function takesCodes({ request }: SessionRow): boolean {
  const { allow_discount_code = true } = request.feature_flags ?? {}
  return allow_discount_code && !request.subscription_data?.on_demand
}

/** Adds a code to an open session. Answers the API's code for one that cannot be used, else null. */
export function applyCode(
  emulator: Emulator,
  session: SessionRow,
  customer: CustomerRow | null,
  typed: string,
): string | null {
  const code = typed.normalize('NFKC').trim().toUpperCase()
  const codes = [...new Set([...codesOfSession(session), code])]
  if (!takesCodes(session) || codes.length > MAX_CODES) return 'INVALID_DISCOUNT_CODE'
  const changed = withCodes(session, codes)
  try {
    quoteRequest(
      emulator,
      changed.request,
      billingOf(customer, changed.request),
      customer,
      session.fees_inclusive,
    )
  } catch (error) {
    if (error instanceof ApiError) return error.code
    throw error
  }
  emulator.store.sessions.put(changed)
  return null
}

export function removeCode({ store }: Emulator, session: SessionRow, code: string): void {
  store.sessions.put(
    withCodes(
      session,
      codesOfSession(session).filter((each) => each !== code),
    ),
  )
}

function withCodes(session: SessionRow, discount_codes: string[]): SessionRow {
  return { ...session, request: { ...session.request, discount_code: null, discount_codes } }
}
