import type { CountryCode, TaxCategory } from 'dodopayments/resources/misc'
import { roundHalfUp } from './rounding'

export const TAX_CATEGORIES = [
  'digital_products',
  'saas',
  'e_book',
  'edtech',
  'live_tutoring',
] as const satisfies readonly TaxCategory[]

/** Standard rates in basis points. A believable table for practice, not tax advice; unlisted means none. */
const STANDARD: Partial<Record<CountryCode, number>> = {
  AT: 2000,
  AU: 1000,
  BE: 2100,
  BG: 2000,
  CA: 500,
  CH: 810,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GB: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IN: 1800,
  IS: 2400,
  IT: 2200,
  JP: 1000,
  KR: 1000,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  MT: 1800,
  MX: 1600,
  NL: 2100,
  NO: 2500,
  NZ: 1500,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SG: 900,
  SI: 2200,
  SK: 2300,
  TW: 500,
  ZA: 1500,
}

const E_BOOK: Partial<Record<CountryCode, number>> = {
  AT: 1000,
  BE: 600,
  DE: 700,
  ES: 400,
  FR: 550,
  GB: 0,
  IE: 0,
  IT: 400,
  NL: 900,
  PL: 500,
  PT: 600,
  SE: 600,
}

/** Where a business with a tax id of its own settles the tax itself. */
export const exemptCountries: ReadonlySet<CountryCode> = new Set<CountryCode>(
  'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(
    ' ',
  ) as CountryCode[],
)

export function taxRateBps(country: CountryCode, category: TaxCategory): number {
  const reduced = category === 'e_book' ? E_BOOK[country] : undefined
  return reduced ?? STANDARD[country] ?? 0
}

/** Tax on one line in minor units, half-up: added on top of `amount`, or the part of it when inclusive. */
export function lineTax(amount: number, rateBps: number, inclusive: boolean): number {
  if (!inclusive) return roundHalfUp((amount * rateBps) / 10_000)
  return amount - roundHalfUp((amount * 10_000) / (10_000 + rateBps))
}
