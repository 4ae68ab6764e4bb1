/** A fault put into the code on purpose, and the test that must notice it. */
export type Mutant = {
  name: string
  file: string
  find: string
  replace: string
  killedBy: { file: string; test: string }
}

const faults = 'lib/charges/provider-faults.integration.test.ts'
const constraints = 'lib/db/constraints.integration.test.ts'
const actions = 'lib/offers/actions.integration.test.ts'
const applied = 'lib/charges/apply-payment.integration.test.ts'
const inbox = 'lib/webhooks/inbox.integration.test.ts'
const signature = 'lib/webhooks/signature.test.ts'
const states = 'lib/charges/state.test.ts'
const firstSale = 'prisma/migrations/20261122000000_first_sale/migration.sql'

/** The text must be in the file exactly once; the test is the last part of its full name. */
export const MUTANTS: Mutant[] = [
  {
    name: 'the SDK repeats a POST',
    file: 'lib/dodo/client.ts',
    find: 'export const once = (limitMs = HARD_LIMIT_MS) => ({\n  maxRetries: 0,',
    replace: 'export const once = (limitMs = HARD_LIMIT_MS) => ({\n  maxRetries: 2,',
    killedBy: { file: faults, test: '500, and it was charged: found by listing, one POST' },
  },
  {
    name: 'redirects are followed',
    file: 'lib/dodo/client.ts',
    find: "redirect: 'error'",
    replace: "redirect: 'follow'",
    killedBy: {
      file: faults,
      test: 'a redirect (307) to itself, and it was charged: found by listing, one POST',
    },
  },
  {
    name: 'an answer that proves nothing counts as a refusal',
    file: 'lib/charges/send-charge.ts',
    find: 'const failure = definiteFailure(answer.error)',
    replace: "const failure = definiteFailure(answer.error) ?? 'REFUSED'",
    killedBy: { file: faults, test: '500, and it was charged: found by listing, one POST' },
  },
  {
    name: 'sent before it is armed',
    file: 'lib/charges/send-charge.ts',
    find: 'if (!(await armAttempt(attempt.id))) return',
    replace: 'void armAttempt(attempt.id).catch(() => undefined)',
    killedBy: {
      file: 'lib/charges/crash.integration.test.ts',
      test: 'an accept that breaks anywhere charges at most once, and is never left alone',
    },
  },
  {
    name: 'finding nothing opens the door again',
    file: 'lib/charges/resolve-attempt.ts',
    find: "state: 'needs_review', reason: 'NO_PROOF'",
    replace: "state: 'failed', reason: 'NO_PROOF'",
    killedBy: { file: faults, test: '500, and it was not charged: shut, then shown to a person, one POST' },
  },
  {
    name: 'the first page of a list is left out',
    file: 'lib/dodo/listing.ts',
    find: 'page_number: page,',
    replace: 'page_number: page + 1,',
    killedBy: { file: faults, test: '500, and it was charged: found by listing, one POST' },
  },
  {
    name: 'the unique index guards one state only',
    file: firstSale,
    find: `WHERE "state" IN ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded');`,
    replace: `WHERE "state" IN ('created');`,
    killedBy: { file: constraints, test: 'a second open attempt for an offer (sending)' },
  },
  {
    name: 'the database lets two POSTs be counted',
    file: firstSale,
    find: '"charge_attempt_one_post" CHECK ("posts" BETWEEN 0 AND 1)',
    replace: '"charge_attempt_one_post" CHECK ("posts" BETWEEN 0 AND 9)',
    killedBy: { file: constraints, test: 'two POSTs of one attempt' },
  },
  {
    name: 'a consent can be rewritten',
    file: firstSale,
    find: 'CREATE TRIGGER "consent_written_once" BEFORE UPDATE OR DELETE',
    replace: 'CREATE TRIGGER "consent_written_once" BEFORE DELETE',
    killedBy: { file: constraints, test: 'another word in a consent' },
  },
  {
    name: 'the owner is missing in the where of an offer',
    file: 'lib/offers/find-own-impression.ts',
    find: 'where: { id: impressionId, order: ownedByViewer(viewer) }',
    replace: 'where: { id: impressionId }',
    killedBy: {
      file: actions,
      test: 'cannot accept, decline or pay for somebody’s offer, nor resume their order',
    },
  },
  {
    name: 'forms of other sites are taken',
    file: 'lib/identity/own-form.ts',
    find: '!parsed?.success || !(await isOwnOrigin())',
    replace: '!parsed?.success || (await isOwnOrigin()) === null',
    killedBy: {
      file: actions,
      test: 'cannot accept, decline or pay for somebody’s offer, nor resume their order',
    },
  },
  {
    name: 'the price in a form is not refused',
    file: 'lib/offers/actions.ts',
    find: 'const form = z.strictObject({',
    replace: 'const form = z.object({',
    killedBy: { file: actions, test: 'has no say in the price: a form with more in it is not ours' },
  },
  {
    name: 'a webhook is taken without its signature',
    file: 'lib/webhooks/signature.ts',
    find: 'matches > 0 ?',
    replace: 'matches >= 0 ?',
    killedBy: { file: signature, test: 'refuses every single changed byte of body, id or signature' },
  },
  {
    name: 'a webhook of any time is taken',
    file: 'lib/webhooks/signature.ts',
    find: 'const TOLERANCE_SECONDS = 300',
    replace: 'const TOLERANCE_SECONDS = 300_000',
    killedBy: { file: signature, test: 'accepts five minutes of clock difference, and not a second more' },
  },
  {
    name: '200 before the commit',
    file: 'lib/webhooks/receive-webhook.ts',
    find: 'await storeWebhook({',
    replace: 'void storeWebhook({',
    killedBy: {
      file: 'lib/webhooks/webhooks.integration.test.ts',
      test: 'the sender is asked to come again exactly when the message could not be stored',
    },
  },
  {
    name: 'a payment counts whatever its amount',
    file: 'lib/charges/settle-success.ts',
    find: 'payment.totalMinor !== attempt.expectedMinor',
    replace: 'payment.totalMinor < 0',
    killedBy: { file: applied, test: 'a price that the provider raised after the offer was shown' },
  },
  {
    name: 'anybody’s metadata name an attempt',
    file: 'lib/charges/tag.ts',
    find: 'given.length === expected.length && timingSafeEqual(given, expected)',
    replace: 'timingSafeEqual(expected, expected) && given.length >= 0',
    killedBy: { file: applied, test: 'the tag of another attempt: nothing is written' },
  },
  {
    name: 'news of a payment moves down as well',
    file: 'lib/charges/state.ts',
    find: 'rank[verdictOf(next)] >= rank[verdictOf(known)]',
    replace: 'rank[verdictOf(next)] !== rank[verdictOf(known)]',
    killedBy: { file: states, test: 'ends in the same state in whatever order it comes' },
  },
  {
    name: 'a guest is matched to a customer by the address typed',
    file: 'lib/dodo/checkout.ts',
    find: 'always_create_new_customer: input.customer === null',
    replace: 'always_create_new_customer: false',
    killedBy: {
      file: 'lib/identity/victims-email.integration.test.ts',
      test: '2: who has an account and keeps a card: that card is out of reach',
    },
  },
  {
    name: 'the first saved method is charged',
    file: 'lib/dodo/checkout.ts',
    find: 'payment_method_id: input.paymentMethodId,',
    replace: `payment_method_id:
            (await dodo.customers.retrievePaymentMethods(input.customerId)).items[0]?.payment_method_id ?? '',`,
    killedBy: {
      file: 'lib/customers/kept-cards.integration.test.ts',
      test: 'that is chosen is the one that is charged',
    },
  },
  {
    name: 'a refund that came first is forgotten',
    file: 'lib/charges/apply-payment.ts',
    find: 'await settleIfGivenBack(tx, payment)',
    replace: 'void settleIfGivenBack',
    killedBy: {
      file: inbox,
      test: 'while older news of its payment is known delivers nothing when the success comes',
    },
  },
  {
    name: 'any text is read as an id',
    file: 'lib/webhooks/subject.ts',
    find: 'z.string().regex(/^[\\w-]{1,128}$/)',
    replace: 'z.string().min(1)',
    killedBy: {
      file: inbox,
      test: 'a payment whose payment_id is "../pay_1" could never be read: set aside at the first try',
    },
  },
  {
    name: 'a refused payment leaves its subscription',
    file: 'lib/refunds/refuse-payment.ts',
    find: 'if (providerId) await addJob',
    replace: 'if (providerId && providerId.length === 0) await addJob',
    killedBy: {
      file: 'lib/charges/paid-twice.integration.test.ts',
      test: 'ends the subscription of the payment that goes back, once (0 before 1)',
    },
  },
  {
    name: 'an erased owner leaves a running plan',
    file: 'lib/account/erase-account.ts',
    find: "return fail('plan_goes_on')",
    replace: "void fail('plan_goes_on')",
    killedBy: {
      file: 'lib/account/plans-data.integration.test.ts',
      test: 'that the provider does not end keeps its owner: nothing is erased, and a second try ends it once',
    },
  },
  {
    name: 'a limit counts for one moment only',
    file: 'lib/limits/take.ts',
    find: 'WHERE NOT EXISTS (',
    replace: 'WHERE EXISTS (SELECT 1) OR NOT EXISTS (',
    killedBy: {
      file: 'lib/limits/take.integration.test.ts',
      test: 'of a hundred takers at once exactly as many take as may',
    },
  },
]
