import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { ownedByViewer } from '@/lib/orders/owned-by'
import { hasAccess } from '@/lib/subscriptions/access'

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

type Text = { library: unknown }

/** The texts of what a bundle includes: whoever has it has them. */
const partsOf = ({ parts }: { parts: { product: { texts: Text[] } | null }[] }): Text[] =>
  parts.flatMap(({ product }) => product?.texts[0] ?? [])

/** The content of one entitlement; null when it is not this shopper's, as if it did not exist. */
export async function getOwnedContent(entitlementId: string, locale: string): Promise<OwnedContent | null> {
  const viewer = await getViewer()
  const row = await db.entitlement.findFirst({
    where: { id: entitlementId, revokedAt: null, line: { state: 'paid', order: ownedByViewer(viewer) } },
    include: {
      line: {
        include: {
          order: { select: { id: true, number: true } },
          product: {
            include: {
              texts: { where: { locale } },
              parts: {
                where: { productId: { not: null } },
                orderBy: { position: 'asc' },
                include: { product: { include: { texts: { where: { locale } } } } },
              },
            },
          },
          subscription: { include: { product: { include: { texts: { where: { locale } } } } } },
        },
      },
    },
  })
  const subscription = row?.line.subscription
  // What a plan gives follows the plan it is on now, and whether it goes on.
  const product = subscription?.product ?? row?.line.product
  const text = product?.texts[0]
  if (!row || !product || !text || (subscription && !(await hasAccess(db, subscription)))) return null
  return {
    orderId: row.line.order.id,
    orderNumber: row.line.order.number,
    name: text.name,
    art: product.art,
    fileName: product.fileName,
    sections: [text, ...partsOf(row.line.product)].flatMap(({ library }) => sectionsSchema.parse(library)),
  }
}
