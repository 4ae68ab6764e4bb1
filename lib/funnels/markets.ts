import type { Legal, Market } from './definition'

export type LegalLine = keyof Legal

/** What a market's law asks for on the page where an offer is bought, beyond what that page always says. */
type Duty = { market: Market; line: LegalLine; for: 'every_offer' | 'plans'; source: string }

/**
 * The pay button's words, the quantity, the price with tax, how and when it is paid, the deadline and the terms of
 * renewal are drawn by the offer page itself and cannot be left out. These lines only the merchant knows. Looked up in
 * November 2026; no legal advice.
 */
export const DUTIES: readonly Duty[] = [
  {
    market: 'EU',
    line: 'withdrawal',
    for: 'every_offer',
    source: 'Directive 2011/83/EU, Art. 6(1)(h) and (k), 16(m)',
  },
  {
    market: 'JP',
    line: 'delivery',
    for: 'every_offer',
    source: 'Specified Commercial Transactions Act, Art. 12-6',
  },
  {
    market: 'JP',
    line: 'cancellation',
    for: 'every_offer',
    source: 'Specified Commercial Transactions Act, Art. 12-6',
  },
  {
    market: 'EU',
    line: 'cancellation',
    for: 'plans',
    source: 'Directive 2011/83/EU, Art. 6(1)(o)',
  },
  {
    market: 'US',
    line: 'cancellation',
    for: 'plans',
    source: 'Restore Online Shoppers’ Confidence Act, 15 U.S.C. § 8403',
  },
]

const EU =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO GB'.split(' ')

/** The market a country belongs to, or null where no line of its own is asked for. The United Kingdom kept the EU's rules. */
export function marketOf(country: string): Market | null {
  if (country === 'JP' || country === 'US') return country
  return EU.includes(country) ? 'EU' : null
}
