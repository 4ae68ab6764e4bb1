import { CATALOG } from '../../prisma/seed/catalog-texts'
import { ADD_ONS } from '../../prisma/seed/plan-texts'
import { seedCatalog } from '../../prisma/seed/seed-catalog'
import { seedPlans } from '../../prisma/seed/seed-plans'
import { publishMissing } from '../catalog/publish-missing'
import { syncCatalog } from '../catalog/sync-catalog'
import { db } from '../db/prisma'
import { getChangeOutcome } from '../subscriptions/change-outcome'
import type { Wish } from '../subscriptions/choice'
import { confirmChange } from '../subscriptions/confirm-change'
import { findOwnSubscription } from '../subscriptions/find-own'
import { getSubscription } from '../subscriptions/queries'
import { quoteChange } from '../subscriptions/quote-change'
import { refreshSubscription } from '../subscriptions/refresh-subscription'
import { inBrowser } from './browser'
import { type Customer, newCustomer } from './shopper'
import { work } from './work'

/** The demo shop's plans and add-ons, in the database and at the provider. */
export async function openPlans(): Promise<void> {
  await seedCatalog()
  await seedPlans()
  await publishMissing(
    CATALOG.filter(({ kind }) => kind === 'subscription').map(
      ({ slug, price, interval, taxCategory, texts }) => ({
        ...{ slug, name: texts.en.name, description: texts.en.tagline, taxCategory, interval },
        ...{ priceMinor: price.amount, currency: price.currency },
      }),
    ),
    ADD_ONS.map(({ price, taxCategory, texts }) => ({
      ...texts.en,
      ...{ taxCategory, priceMinor: price.amount, currency: price.currency },
    })),
  )
  await syncCatalog()
}

export type Subscriber = Customer & { subscriptionId: string; providerId: string }

/** Somebody who has bought a plan on the provider's page, with everything that follows done. */
export async function subscribe(
  plan: string,
  fields: { number?: string; country?: string; expiry?: string } = {},
): Promise<Subscriber> {
  const customer = await newCustomer({ slug: plan, ...fields })
  await work()
  const row = await db.subscription.findFirstOrThrow({ where: { orderId: customer.orderId } })
  return { ...customer, subscriptionId: row.id, providerId: row.providerId }
}

/** The subscription as its owner sees it. */
export async function look(who: Subscriber) {
  const view = await inBrowser(who.browser, () => getSubscription(who.subscriptionId, 'en'))
  if (!view) throw new Error('the subscription is not theirs')
  return view
}

/** Everything the provider has to say is read, and the jobs that follow from it are done. */
export async function catchUp(who: Subscriber): Promise<void> {
  const refreshed = await refreshSubscription(who.providerId)
  if (!refreshed.ok) throw new Error(`not read: ${refreshed.error.kind}`)
  await work()
}

export async function mine(who: Subscriber) {
  const subject = await inBrowser(who.browser, () => findOwnSubscription(who.subscriptionId))
  if (!subject) throw new Error('the subscription is not theirs')
  return subject
}

export const wish = (said: Partial<Wish>): Wish => ({
  plan: null,
  quantity: null,
  addOns: null,
  when: null,
  ...said,
})

export const ask = async (who: Subscriber, said: Partial<Wish>) =>
  quoteChange(await mine(who), wish(said), 'en')

/** The quote for a choice, which must be given. */
export async function quoteOf(who: Subscriber, said: Partial<Wish>) {
  const result = await ask(who, said)
  if (result.state !== 'quoted') throw new Error(`not quoted: ${JSON.stringify(result)}`)
  return result.quote
}

export const confirm = async (who: Subscriber, quoteId: string) =>
  confirmChange(await mine(who), { quoteId, locale: 'en', userAgent: 'test browser' })

export async function outcomeOf(who: Subscriber, changeId: string) {
  const outcome = await inBrowser(who.browser, () => getChangeOutcome(changeId, 'en'))
  if (!outcome) throw new Error('the change is not theirs')
  return outcome
}

/** A yes to what a choice costs; what was shown and what became of it. */
export async function change(who: Subscriber, said: Partial<Wish>) {
  const quote = await quoteOf(who, said)
  const confirmed = await confirm(who, quote.id)
  if (!confirmed.ok) throw new Error(`not confirmed: ${JSON.stringify(confirmed.error)}`)
  return {
    quote,
    changeId: confirmed.value.changeId,
    outcome: await outcomeOf(who, confirmed.value.changeId),
  }
}
