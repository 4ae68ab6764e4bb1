import 'server-only'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { planFields } from './export-plans'

/** Everything the shop knows about whoever is signed in, without the provider's ids; null for everybody else. */
export async function exportData() {
  const { user } = await getViewer()
  if (!user) return null
  const where = { userId: user.id }
  const [account, logins, cards, orders, plans] = await Promise.all([
    db.user.findUniqueOrThrow({
      where: { id: user.id },
      select: { email: true, offersOff: true, createdAt: true },
    }),
    db.login.findMany({ where, select: { createdAt: true, updatedAt: true, userAgent: true } }),
    db.savedMethod.findMany({
      where,
      select: {
        brand: true,
        lastFour: true,
        expMonth: true,
        expYear: true,
        chosen: true,
        locale: true,
        userAgent: true,
        consentedAt: true,
        revokedAt: true,
      },
    }),
    db.order.findMany({ where, orderBy: { createdAt: 'asc' }, select: orderFields }),
    db.subscription.findMany({
      where: { order: where },
      orderBy: { providerCreatedAt: 'asc' },
      select: planFields,
    }),
  ])
  return { account, signedInBrowsers: logins, keptCards: cards, orders, plans }
}

const orderFields = {
  number: true,
  locale: true,
  createdAt: true,
  paidAt: true,
  email: true,
  country: true,
  lines: {
    select: {
      quantity: true,
      state: true,
      totalMinor: true,
      taxMinor: true,
      currency: true,
      createdAt: true,
      paidAt: true,
      withdrawnAt: true,
      replaces: { select: { product: { select: { slug: true } } } },
      product: { select: { slug: true } },
      entitlements: { select: { kind: true, licenseKey: true, grantedAt: true } },
    },
  },
  impressions: {
    select: {
      state: true,
      totalMinor: true,
      taxMinor: true,
      currency: true,
      presentedAt: true,
      decidedAt: true,
      offer: { select: { key: true } },
      consents: {
        select: {
          givenAt: true,
          totalMinor: true,
          currency: true,
          goesBackMinor: true,
          differenceMinor: true,
          locale: true,
          userAgent: true,
        },
      },
    },
  },
  attempts: {
    select: {
      method: true,
      state: true,
      createdAt: true,
      payments: {
        select: {
          status: true,
          totalMinor: true,
          taxMinor: true,
          currency: true,
          cardBrand: true,
          cardLastFour: true,
          cardExpMonth: true,
          cardExpYear: true,
          email: true,
          name: true,
          billing: true,
          providerCreatedAt: true,
          refunds: {
            select: { status: true, amountMinor: true, currency: true, providerCreatedAt: true },
          },
        },
      },
    },
  },
} as const
