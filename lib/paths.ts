/** The addresses of the money pages, in one place. */
export const paths = {
  product: (locale: string, slug: string) => `/${locale}/products/${slug}`,
  order: (locale: string, orderId: string) => `/${locale}/orders/${orderId}`,
  offer: (locale: string, orderId: string, impressionId: string) =>
    `/${locale}/orders/${orderId}/offers/${impressionId}`,
  /** Finds out where the order stands and leads there. */
  return: (locale: string, orderId: string, impressionId?: string | null) =>
    `/${locale}/checkout/return?order=${orderId}${impressionId ? `&offer=${impressionId}` : ''}`,
  /** Back from the checkout before its end: finds out whether it was declined there, or even paid. */
  left: (locale: string, orderId: string, impressionId?: string | null) =>
    `${paths.return(locale, orderId, impressionId)}&left=1`,
  /** The end of the checkout, while what became of it is not known. */
  returned: (locale: string, orderId: string, impressionId: string | null) =>
    impressionId ? paths.offer(locale, orderId, impressionId) : `${paths.order(locale, orderId)}?returned=1`,
  cancelled: (locale: string, orderId: string, impressionId: string | null) =>
    impressionId ? paths.offer(locale, orderId, impressionId) : `${paths.order(locale, orderId)}?cancelled=1`,
  pricing: (locale: string) => `/${locale}/pricing`,
  subscriptions: (locale: string) => `/${locale}/subscriptions`,
  subscription: (locale: string, id: string) => `/${locale}/subscriptions/${id}`,
  /** `query` is what writeWish makes. */
  changePlan: (locale: string, id: string, query = '') =>
    `/${locale}/subscriptions/${id}/change${query && `?${query}`}`,
  planChange: (locale: string, id: string, changeId: string) =>
    `/${locale}/subscriptions/${id}/changes/${changeId}`,
  /** `seen` is the state the page shows: it waits for another one. */
  planChangeStatus: (id: string, changeId: string, locale: string, seen: string) =>
    `/api/subscriptions/${id}/changes/${changeId}/status?locale=${locale}&seen=${seen}`,
  receipt: (locale: string, id: string, receiptId: string) =>
    `/api/subscriptions/${id}/receipts/${receiptId}?locale=${locale}`,
  credit: (locale: string, id: string) => `/${locale}/subscriptions/${id}/credit`,
  cancelPlan: (locale: string, id: string) => `/${locale}/subscriptions/${id}/cancel`,
  cancelledPlan: (locale: string, id: string) => `/${locale}/subscriptions/${id}/cancelled`,
  pausePlan: (locale: string, id: string) => `/${locale}/subscriptions/${id}/pause`,
  paymentMethod: (locale: string, id: string) => `/${locale}/subscriptions/${id}/payment-method`,
  /** Reads what is true of a subscription and leads to its page. */
  subscriptionReturn: (locale: string, id: string) => `/${locale}/subscriptions/${id}/return`,
  editor: (locale: string) => `/${locale}/edit`,
  /** What a line can be undone on, for whoever holds the link of its receipt. */
  undo: (locale: string, token: string) => `/${locale}/undo/${token}`,
  tooMany: (locale: string) => `/${locale}/checkout/later`,
  busy: (locale: string) => `/${locale}/checkout/busy`,
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
