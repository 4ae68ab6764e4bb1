import type { Currency } from 'dodopayments/resources/misc'

/** How many of a currency one US dollar buys. Fixed figures for practice; a currency that is not here is not exchanged. */
const PER_USD: Partial<Record<Currency, number>> = {
  USD: 1,
  AUD: 1.5,
  BRL: 5.4,
  CAD: 1.35,
  CHF: 0.88,
  CNY: 7.2,
  DKK: 6.9,
  EUR: 0.92,
  GBP: 0.78,
  HKD: 7.8,
  INR: 83,
  JPY: 150,
  KRW: 1350,
  MXN: 18,
  NOK: 10.6,
  NZD: 1.65,
  PLN: 3.95,
  SEK: 10.4,
  SGD: 1.34,
  ZAR: 18.2,
}

const WITHOUT_MINOR_UNITS: ReadonlySet<Currency> = new Set<Currency>(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'.split(' ') as Currency[],
)

const minorUnits = (currency: Currency) => (WITHOUT_MINOR_UNITS.has(currency) ? 1 : 100)

/** Minor units of one currency in those of another, half-up; null when there is no rate. */
export function exchange(amount: number, from: Currency, to: Currency): number | null {
  const [fromRate, toRate] = [PER_USD[from], PER_USD[to]]
  if (fromRate === undefined || toRate === undefined) return null
  const major = amount / minorUnits(from) / fromRate
  return Math.floor(major * toRate * minorUnits(to) + 0.5)
}

/** Cents; 0 for a currency without a rate. */
export function toUsd(amount: number, from: Currency): number {
  return exchange(amount, from, 'USD') ?? 0
}

/** What people in a country usually pay in, where there is a rate for it. */
export const CURRENCY_OF_COUNTRY: Readonly<Record<string, Currency>> = {
  AT: 'EUR',
  AU: 'AUD',
  BE: 'EUR',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  DE: 'EUR',
  DK: 'DKK',
  EE: 'EUR',
  ES: 'EUR',
  FI: 'EUR',
  FR: 'EUR',
  GB: 'GBP',
  GR: 'EUR',
  HK: 'HKD',
  HR: 'EUR',
  IE: 'EUR',
  IN: 'INR',
  IT: 'EUR',
  JP: 'JPY',
  KR: 'KRW',
  LT: 'EUR',
  LU: 'EUR',
  LV: 'EUR',
  MT: 'EUR',
  MX: 'MXN',
  NL: 'EUR',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  PT: 'EUR',
  SE: 'SEK',
  SG: 'SGD',
  SI: 'EUR',
  SK: 'EUR',
  US: 'USD',
  ZA: 'ZAR',
}
