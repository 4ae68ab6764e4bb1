import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const text = z
  .string()
  .min(1)
  .nullish()
  .transform((value) => value ?? null)

const refundSchema = z
  .object({
    refund_id: z.string().min(1),
    payment_id: z.string().min(1),
    status: z.string().min(1),
    amount: z.int().positive().nullish(),
    currency: text,
    is_partial: z.boolean(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
    created_at: z.coerce.date(),
  })
  // A whole refund without an amount gives back the payment; of a part nobody could say how much.
  .refine((refund) => !refund.is_partial || (refund.amount ?? 0) > 0, 'a part without an amount')

/** A refund as the provider says it is now, in minor units; no amount means the whole payment. */
export type ProviderRefund = ReturnType<typeof toRefund>

function toRefund(data: unknown) {
  const r = refundSchema.parse(data)
  return {
    id: r.refund_id,
    paymentId: r.payment_id,
    status: r.status,
    amountMinor: r.amount ?? null,
    currency: r.currency,
    metadata: r.metadata ?? {},
    createdAt: r.created_at,
  }
}

const createdSchema = z.object({ refund_id: z.string().min(1), payment_id: z.string().min(1) })

/**
 * Asks for a payment to be given back in full: exactly one POST, never repeated by anybody. A success says only that a
 * refund exists; whether the money went is read from the refund. Called by sendRefund alone.
 */
export async function createRefund(input: {
  paymentId: string
  reason: string
  metadata: Record<string, string>
}): Promise<Result<{ refundId: string }, ProviderError>> {
  try {
    const refund = createdSchema.parse(
      await dodo.refunds.create(
        { payment_id: input.paymentId, reason: input.reason, metadata: input.metadata },
        once(),
      ),
    )
    if (refund.payment_id !== input.paymentId)
      return fail({ kind: 'ambiguous', code: 'OTHER_PAYMENT', status: 200 })
    return ok({ refundId: refund.refund_id })
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/** Reads one refund. This, and nothing else, is believed about money that went back. */
export async function fetchRefund(refundId: string): Promise<Result<ProviderRefund, ProviderError>> {
  try {
    return ok(toRefund(await dodo.refunds.retrieve(refundId, once())))
  } catch (error) {
    return fail(toProviderError(error))
  }
}
