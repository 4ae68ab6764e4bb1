import { randomBytes } from 'node:crypto'

/** A random 128-bit id that is safe in an address, and no formula in a spreadsheet (no leading `-`). */
export function newId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? newId() : id
}
