import 'server-only'
import { z } from 'zod'
import { cookieName } from '@/lib/identity/cookies'

/** The cookie that carries utm_campaign from the page a visit begins on to the order. */
export const CAMPAIGN_COOKIE = cookieName('campaign')
export const CAMPAIGN_SECONDS = 30 * 24 * 60 * 60

/** The name of a campaign as an address may carry it; anything else is none. */
export const campaignSchema = z.string().regex(/^[\w .:+-]{1,64}$/)
