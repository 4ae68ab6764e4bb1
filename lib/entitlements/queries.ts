import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { getSessionId } from '@/lib/identity/session'

const sectionsSchema = z.array(z.object({ heading: z.string(), body: z.string() }))

/** What a buyer reads or downloads. */
export type OwnedContent = {
  orderId: string
  orderNumber: number
  name: string
  art: string
  fileName: string | null
  sections: { heading: string; body: string }[]
}

/** The content of one entitlement; null when it is not this shopper's, as if it did not exist. */
export async function getOwnedContent(entitlementId: string, locale: string): Promise<OwnedContent | null> {
  const sessionId = await getSessionId()
  if (!sessionId) return null
  const row = await db.entitlement.findFirst({
    where: { id: entitlementId, revokedAt: null, line: { state: 'paid', order: { sessionId } } },
    include: {
      line: {
        include: {
          order: { select: { id: true, number: true } },
          product: { include: { texts: { where: { locale } } } },
        },
      },
    },
  })
  const text = row?.line.product.texts[0]
  if (!row || !text) return null
  return {
    orderId: row.line.order.id,
    orderNumber: row.line.order.number,
    name: text.name,
    art: row.line.product.art,
    fileName: row.line.product.fileName,
    sections: sectionsSchema.parse(text.library),
  }
}
