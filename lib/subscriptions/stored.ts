import { z } from 'zod'

const text = z.string().nullable()

/** The provider's metadata of a subscription, as the mirror keeps it. */
export const metadataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** The customer's address, as the mirror keeps it. */
export const billingSchema = z.object({ country: text, city: text, state: text, street: text, zipcode: text })

/** What a plan allows in one period, by meter; a meter that is missing has no limit. */
export const limitsSchema = z.object({ editing_credits: z.int().nonnegative().optional() })
