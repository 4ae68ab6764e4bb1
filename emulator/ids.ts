import { randomInt } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A provider-looking identifier: the prefix, an underscore and 21 random characters. */
export function newId(prefix: string): string {
  const suffix = Array.from({ length: 21 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${prefix}_${suffix}`
}
