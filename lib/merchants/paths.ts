/** The addresses of the merchant's pages. */
export const adminPaths = {
  home: (locale: string) => `/${locale}/admin`,
  signIn: (locale: string) => `/${locale}/admin/sign-in`,
  funnels: (locale: string) => `/${locale}/admin/funnels`,
  funnel: (locale: string, id: string) => `/${locale}/admin/funnels/${id}`,
  preview: (locale: string, id: string) => `/${locale}/admin/funnels/${id}/preview`,
  replay: (locale: string, id: string) => `/${locale}/admin/funnels/${id}/replay`,
  /** Runs a replay and tells how far it is. */
  replayRun: (version: string) => `/api/admin/replay/${version}`,
  orders: (locale: string) => `/${locale}/admin/orders`,
  order: (locale: string, id: string) => `/${locale}/admin/orders/${id}`,
  products: (locale: string) => `/${locale}/admin/products`,
  experiments: (locale: string) => `/${locale}/admin/experiments`,
  experiment: (locale: string, id: string) => `/${locale}/admin/experiments/${id}`,
  events: (locale: string) => `/${locale}/admin/events`,
  inbox: (locale: string) => `/${locale}/admin/inbox`,
  message: (locale: string, id: string) => `/${locale}/admin/inbox/${encodeURIComponent(id)}`,
  books: (locale: string) => `/${locale}/admin/books`,
  settings: (locale: string) => `/${locale}/admin/settings`,
  staff: (locale: string) => `/${locale}/admin/staff`,
  audit: (locale: string) => `/${locale}/admin/audit`,
  /** A table as CSV, with the filter of its page. */
  export: (table: string, query = '') => `/api/admin/export/${table}${query && `?${query}`}`,
}
