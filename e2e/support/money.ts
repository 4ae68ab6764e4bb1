import type { Language } from './words'

const digits: Record<string, number> = { JPY: 0 }

/** A sum in minor units as a person of that language reads it. */
export function money(amount: number, language: Language, currency = 'USD'): string {
  const places = digits[currency] ?? 2
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 10 ** places)
}
