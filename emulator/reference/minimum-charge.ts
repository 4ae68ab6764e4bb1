import type { Currency } from 'dodopayments/resources/misc'
import { exchange } from './exchange'

const DOCUMENTED: Partial<Record<Currency, number>> = { USD: 50, EUR: 50, GBP: 30 }

/** The least a card can be charged, in minor units; our exchange of 50 cents where the provider names no sum. */
export function minimumCharge(currency: Currency): number {
  return DOCUMENTED[currency] ?? exchange(50, 'USD', currency) ?? 0
}
