import type { Language } from './words'

const digits: Record<string, number> = { JPY: 0 }

/** A sum in minor units as a person of that language reads it, with the narrow yen sign. */
export function money(amount: number, language: Language, currency = 'USD'): string {
  const places = digits[currency] ?? 2
  const text = new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 10 ** places)
  return text.replace('\uffe5', '\u00a5')
}
