import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Emulator } from '../emulator'

const DAY_MS = 24 * 60 * 60 * 1000
const secret = randomBytes(32)

export interface PortalVisit {
  customerId: string
  returnUrl: string | null
}

/** A link into the customer's portal that is good for a day, or until the emulator stops. */
export function openPortal({ url, now }: Emulator, customerId: string, returnUrl: string | null): string {
  const ticket = JSON.stringify([customerId, returnUrl, now().getTime() + DAY_MS])
  const token = Buffer.from(ticket).toString('base64url')
  return `${url}/portal/${token}.${signature(token)}`
}

/** Whose portal a link opens; null for one that is forged or over. */
export function readPortalTicket({ now }: Emulator, link: string): PortalVisit | null {
  const [token = '', sign = ''] = link.split('.')
  const [given, wanted] = [Buffer.from(sign), Buffer.from(signature(token))]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  const [customerId, returnUrl, end] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [
    string,
    string | null,
    number,
  ]
  return end > now().getTime() ? { customerId, returnUrl } : null
}

function signature(token: string): string {
  return createHmac('sha256', secret).update(token).digest('base64url')
}
