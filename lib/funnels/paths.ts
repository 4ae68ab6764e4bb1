import { adminPaths } from '@/lib/merchants/paths'

const query = (number: number | null | undefined) => (number ? `?version=${number}` : '')

/** A funnel's pages; `number` names a version other than the newest. */
export const funnelPath = (locale: string, id: string, number?: number | null) =>
  `${adminPaths.funnel(locale, encodeURIComponent(id))}${query(number)}`
export const rulesPath = (locale: string, id: string, number?: number | null) =>
  `${adminPaths.funnel(locale, encodeURIComponent(id))}/rules${query(number)}`
export const offerPath = (locale: string, id: string, step: string, number?: number | null) =>
  `${adminPaths.funnel(locale, encodeURIComponent(id))}/offers/${encodeURIComponent(step)}${query(number)}`
export const previewPath = (locale: string, id: string, asked: Record<string, string>) =>
  `${adminPaths.preview(locale, encodeURIComponent(id))}?${new URLSearchParams(asked)}`
export const replayPath = (locale: string, id: string, number?: number | null) =>
  `${adminPaths.replay(locale, encodeURIComponent(id))}${query(number)}`
