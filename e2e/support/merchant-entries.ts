type Entry = { path: (world: { order: string; version: string }) => string; who: 'all' | 'staff' }

/** The addresses of the merchant's pages: for whoever is not of the staff they are not there, but the way in. */
export const MERCHANT_ENTRIES: Record<string, Entry> = {
  '/[locale]/admin': { path: () => '/en/admin', who: 'staff' },
  '/[locale]/admin/audit': { path: () => '/en/admin/audit', who: 'staff' },
  '/[locale]/admin/books': { path: () => '/en/admin/books', who: 'staff' },
  '/[locale]/admin/events': { path: () => '/en/admin/events', who: 'staff' },
  '/[locale]/admin/experiments': { path: () => '/en/admin/experiments', who: 'staff' },
  '/[locale]/admin/experiments/[experimentId]': {
    path: () => '/en/admin/experiments/AAAAAAAAAAAAAAAAAAAAAA',
    who: 'staff',
  },
  '/[locale]/admin/funnels': { path: () => '/en/admin/funnels', who: 'staff' },
  '/[locale]/admin/funnels/[funnelId]': { path: () => '/en/admin/funnels/course', who: 'staff' },
  '/[locale]/admin/funnels/[funnelId]/preview': {
    path: () => '/en/admin/funnels/course/preview',
    who: 'staff',
  },
  '/[locale]/admin/funnels/[funnelId]/offers/[step]': {
    path: () => '/en/admin/funnels/course/offers/course-to-bundle',
    who: 'staff',
  },
  '/[locale]/admin/funnels/[funnelId]/replay': {
    path: () => '/en/admin/funnels/course/replay?run=now',
    who: 'staff',
  },
  '/[locale]/admin/funnels/[funnelId]/rules': { path: () => '/en/admin/funnels/course/rules', who: 'staff' },
  '/[locale]/admin/inbox': { path: () => '/en/admin/inbox', who: 'staff' },
  '/[locale]/admin/inbox/[messageId]': { path: () => '/en/admin/inbox/msg_1', who: 'staff' },
  '/[locale]/admin/orders': { path: () => '/en/admin/orders', who: 'staff' },
  '/[locale]/admin/orders/[orderId]': { path: ({ order }) => `/en/admin/orders/${order}`, who: 'staff' },
  '/[locale]/admin/products': { path: () => '/en/admin/products', who: 'staff' },
  '/[locale]/admin/settings': { path: () => '/en/admin/settings', who: 'staff' },
  '/[locale]/admin/staff': { path: () => '/en/admin/staff', who: 'staff' },
  '/[locale]/admin/sign-in': { path: () => '/en/admin/sign-in', who: 'all' },
  '/api/admin/replay/[versionId]': { path: ({ version }) => `/api/admin/replay/${version}`, who: 'staff' },
  '/api/admin/export/[table]': { path: () => '/api/admin/export/orders', who: 'staff' },
}
