const pattern = /^[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/

/**
 * The one spelling of an e-mail address, or null for what we do not take as one (trust: T17). Foreign signs are refused
 * before the letters are folded: some of them fold into plain ones, and would turn one mailbox into another.
 */
export function normalizeEmail(input: string): string | null {
  const trimmed = input.trim()
  if (trimmed.length > 254 || !/^[\x21-\x7e]*$/.test(trimmed)) return null
  const email = trimmed.toLowerCase()
  return pattern.test(email) ? email : null
}
