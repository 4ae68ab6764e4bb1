/** Files whose actions are the merchant's: held against every role in lib/merchants/actions.integration.test.ts. */
export const MERCHANT_ACTIONS = [
  'lib/merchants/actions.ts',
  'lib/insight/actions.ts',
  'lib/settings/actions.ts',
  'lib/experiments/actions.ts',
  'lib/offer-events/actions.ts',
]
