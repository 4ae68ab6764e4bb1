import { z } from 'zod'

/** What the list of funnels can be told to say. */
export const LIST_NOTICES = ['key_taken', 'invalid_key', 'not_found', 'discarded'] as const
export type ListNotice = (typeof LIST_NOTICES)[number]
export const listNoticeSchema = z.enum(LIST_NOTICES).nullable().catch(null)

/** What the page of one funnel can be told to say; the good news first. */
export const GOOD_NEWS = ['published', 'duplicated', 'removed', 'switched_on', 'switched_off'] as const
const BAD_NEWS = ['stale', 'not_a_draft', 'not_found', 'problems', 'invalid'] as const
export type FunnelNotice = (typeof GOOD_NEWS)[number] | (typeof BAD_NEWS)[number]
export const funnelNoticeSchema = z
  .enum([...GOOD_NEWS, ...BAD_NEWS])
  .nullable()
  .catch(null)
export const isGood = (notice: FunnelNotice): boolean => GOOD_NEWS.some((good) => good === notice)
