import { operationKey } from './description'

/** Every operation the emulator answers, in groups; each must be driven with success in a contract run. */
const LIST = `
GET /products
POST /products
GET /products/{}
PATCH /products/{}
DELETE /products/{}
POST /products/{}/unarchive
GET /addons
POST /addons
GET /addons/{}
PATCH /addons/{}
GET /product-collections
POST /product-collections
GET /product-collections/{}
GET /checkout/supported_countries
`

export const OPERATIONS: readonly string[] = LIST.trim()
  .split('\n')
  .filter((line) => line !== '')

const PATTERNS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.replaceAll('{}', '[^/]+')}$`),
}))

/** The operation a call belongs to; a path without parameters wins over one with. Null when it is none of ours. */
export function operationOf(method: string, path: string): string | null {
  const exact = operationKey(method, path)
  if (OPERATIONS.includes(exact)) return exact
  return PATTERNS.find(({ pattern }) => pattern.test(`${method} ${path}`))?.operation ?? null
}
