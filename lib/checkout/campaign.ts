import 'server-only'
import { cookies } from 'next/headers'
import { CAMPAIGN_COOKIE, campaignSchema } from './campaign-cookie'

/** The campaign that led this browser here within thirty days, or null. */
export async function readCampaign(): Promise<string | null> {
  const stored = (await cookies()).get(CAMPAIGN_COOKIE)?.value
  return campaignSchema.safeParse(stored).data ?? null
}
