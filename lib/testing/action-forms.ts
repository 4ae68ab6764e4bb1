import type { Browser } from './browser'

/** What an owner has that others want. */
export type World = {
  browser: Browser
  impression: string
  suggestion: string
  order: string
  unpaid: string
  /** An order and the line of it that was bought with one click. */
  clicked: { order: string; line: string }
  card: string
  slug: string
}

/** The form of each action as its own page sends it, about the owner's things. `open`: anybody may use it. */
export const ACTION_FORMS: Record<string, { form: (world: World) => Record<string, string>; open?: true }> = {
  acceptOfferAction: { form: ({ impression }) => ({ impression }) },
  payAnotherWayAction: { form: ({ impression }) => ({ impression }) },
  declineOfferAction: { form: ({ impression }) => ({ impression }) },
  declineSuggestionAction: { form: ({ suggestion }) => ({ impression: suggestion }) },
  startCheckoutAction: { form: ({ slug }) => ({ product: slug }), open: true },
  resumeCheckoutAction: { form: ({ unpaid }) => ({ order: unpaid }) },
  undoAction: { form: ({ clicked }) => clicked },
  undoByMailAction: { form: () => ({ token: 'nobody-s-token' }) },
  exportPictureAction: {
    form: () => ({ picture: 'x', light: '0', contrast: '0', colour: '0', warmth: '0' }),
    open: true,
  },
  takeAlternativeAction: { form: () => ({ subscription: 'A'.repeat(22), kind: 'pause' }) },
  followPromptAction: { form: () => ({ prompt: 'A'.repeat(22), back: 'editor' }) },
  declinePromptAction: { form: () => ({ prompt: 'A'.repeat(22), back: 'editor' }) },
  keepCardAction: { form: ({ order }) => ({ order }) },
  removeCardAction: { form: ({ card }) => ({ card }) },
  chooseCardAction: { form: ({ card }) => ({ card }) },
  switchOffersAction: { form: () => ({ offers: 'off' }) },
  eraseAccountAction: { form: () => ({}) },
  requestCodeAction: { form: () => ({ email: 'somebody@example.com' }), open: true },
  resendCodeAction: { form: () => ({}), open: true },
  startOverAction: { form: () => ({}), open: true },
  signInAction: { form: () => ({ code: '123456' }), open: true },
  signOutAction: { form: () => ({}), open: true },
  signOutEverywhereAction: { form: () => ({}), open: true },
}
