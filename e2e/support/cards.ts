/** The emulator's cards, by what they do. */
export const cards = {
  good: '4242424242424242',
  otherGood: '5555555555554444',
  declined: '4000000000000002',
  noFunds: '4000000000009995',
  declinedLater: '4000000000000341',
  bankCheck: '4000002500003155',
  bankCheckLater: '4000003800000446',
  savedExpired: '4000000000004905',
} as const
