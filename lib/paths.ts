/** The addresses of the money pages, in one place. */
export const paths = {
  product: (locale: string, slug: string) => `/${locale}/products/${slug}`,
  order: (locale: string, orderId: string) => `/${locale}/orders/${orderId}`,
  offer: (locale: string, orderId: string, impressionId: string) =>
    `/${locale}/orders/${orderId}/offers/${impressionId}`,
  /** Finds out where the order stands and leads there. */
  return: (locale: string, orderId: string, impressionId?: string | null) =>
    `/${locale}/checkout/return?order=${orderId}${impressionId ? `&offer=${impressionId}` : ''}`,
  /** The end of the checkout, while what became of it is not known. */
  returned: (locale: string, orderId: string, impressionId: string | null) =>
    impressionId ? paths.offer(locale, orderId, impressionId) : `${paths.order(locale, orderId)}?returned=1`,
  cancelled: (locale: string, orderId: string, impressionId?: string | null) =>
    impressionId ? paths.offer(locale, orderId, impressionId) : `${paths.order(locale, orderId)}?cancelled=1`,
  pricing: (locale: string) => `/${locale}/pricing`,
  subscription: (locale: string, id: string) => `/${locale}/account/subscriptions/${id}`,
  /** `query` is what writeWish makes. */
  changePlan: (locale: string, id: string, query = '') =>
    `/${locale}/account/subscriptions/${id}/change${query && `?${query}`}`,
  planChange: (locale: string, id: string, changeId: string) =>
    `/${locale}/account/subscriptions/${id}/changes/${changeId}`,
  cancelledPlan: (locale: string, id: string) => `/${locale}/account/subscriptions/${id}/cancelled`,
  /** Reads what is true of a subscription and leads to its page. */
  subscriptionReturn: (locale: string, id: string) => `/${locale}/account/subscriptions/${id}/return`,
  library: (locale: string, entitlementId: string) => `/${locale}/library/${entitlementId}`,
  account: (locale: string) => `/${locale}/account`,
  erase: (locale: string) => `/${locale}/account/erase`,
  erased: (locale: string) => `/${locale}/account/erased`,
  exportData: '/api/account/export',
  /** `next` is an address of ours without query (lib/identity/safe-next.ts). */
  signIn: (locale: string, next?: string) =>
    `/${locale}/account/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`,
  download: (entitlementId: string, locale: string) => `/api/downloads/${entitlementId}?locale=${locale}`,
}
