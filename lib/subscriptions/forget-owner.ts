import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import type { Tx } from '@/lib/db/prisma'
import { billingSchema } from './stored'

/** What a subscription says of its owner, without the owner: the country is part of the sale. */
export function withoutOwner({ billing }: { billing: unknown }) {
  const { country } = billingSchema.parse(billing)
  return {
    billing: { country, city: null, state: null, street: null, zipcode: null },
    cardBrand: null,
    cardLastFour: null,
    cardExpMonth: null,
    cardExpYear: null,
  }
}

/** Takes the owner out of subscriptions and of the changes of plan that were agreed to. */
export async function forgetOwner(tx: Tx, where: Prisma.SubscriptionWhereInput): Promise<void> {
  for (const { id, billing } of await tx.subscription.findMany({ where }))
    await tx.subscription.update({ where: { id }, data: withoutOwner({ billing }) })
  await tx.planChange.updateMany({ where: { subscription: where }, data: { userAgent: null } })
}
