import 'server-only'
import { listKeptCards } from '@/lib/customers/queries'
import { db } from '@/lib/db/prisma'
import { toEntitlementView } from '@/lib/entitlements/view'
import { getViewer } from '@/lib/identity/viewer'
import { sumByCurrency } from '@/lib/money'
import type { AccountView } from './view'

/** The account of whoever is signed in; null for everybody else. */
export async function getAccount(locale: string): Promise<AccountView | null> {
  const { user } = await getViewer()
  if (!user) return null
  const [orders, cards] = await Promise.all([
    db.order.findMany({
      where: { userId: user.id, paidAt: { not: null } },
      orderBy: { paidAt: 'desc' },
      include: {
        lines: {
          where: { state: 'paid' },
          orderBy: { createdAt: 'asc' },
          include: {
            product: { include: { texts: { where: { locale }, select: { name: true } } } },
            entitlements: true,
          },
        },
      },
    }),
    listKeptCards(),
  ])
  const nameOf = ({ product }: (typeof orders)[number]['lines'][number]) =>
    product.texts[0]?.name ?? product.slug
  return {
    email: user.email,
    offersOff: user.offersOff,
    orders: orders.flatMap(({ id, number, paidAt, lines }) =>
      paidAt
        ? {
            id,
            number,
            paidAt: paidAt.toISOString(),
            products: lines.map(nameOf),
            totals: sumByCurrency(
              lines.map((line) => ({
                amount: line.totalMinor ?? 0,
                currency: line.currency ?? line.product.currency,
              })),
            ),
          }
        : [],
    ),
    library: orders.flatMap(({ lines }) =>
      lines.flatMap((line) =>
        line.entitlements.map((entitlement) => ({
          id: entitlement.id,
          name: nameOf(line),
          art: line.product.art,
          entitlement: toEntitlementView(entitlement, line.product, locale),
        })),
      ),
    ),
    cards,
  }
}
