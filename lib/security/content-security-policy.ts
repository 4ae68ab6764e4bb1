/** Where forms may lead: to ourselves, and to the provider's checkout after we redirect there. */
const formTargets = (local: boolean) =>
  local
    ? "'self' http://127.0.0.1:* http://localhost:*"
    : "'self' https://checkout.dodopayments.com https://test.checkout.dodopayments.com"

type Options = {
  local: boolean
  development: boolean /** Money pages have one for each request. */
  nonce?: string
  /** Whether a page of ours may show it in a frame. */
  framed?: boolean
}

/** The content security policy of a page (trust: T10, T11). Without a nonce it is the prerendered catalogue's. */
export function contentSecurityPolicy({ local, development, nonce, framed }: Options): string {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'"
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${nonce && !development ? '' : " 'unsafe-inline'"}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
    `form-action ${formTargets(local)}`,
  ].join('; ')
}
