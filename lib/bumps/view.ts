import type { Money } from '@/lib/money'

/** What stands beside a buy button: a second product at its list price, unticked. */
export type BumpView = {
  /** Names version, step and price: only what was on the screen is bought with the box. */
  token: string
  name: string
  headline: string
  art: string
  price: Money
}
