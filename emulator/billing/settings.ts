import { z } from 'zod'
import type { SettingsRow } from '../state/billing-rows'
import type { Store } from '../state/store'

export const settingsSchema = z.strictObject({
  proration: z.enum(['A', 'C']).optional(),
  remaining_time: z.enum(['seconds', 'days']).optional(),
  on_payment_failure: z.enum(['prevent_change', 'apply_change']).optional(),
  plan_change_via_payment_link: z.boolean().optional(),
  strict_scheduled_modes: z.boolean().optional(),
  renewal_retry_days: z.number().int().min(0).max(30).optional(),
  grace_days: z.number().int().min(0).max(30).optional(),
  grace_ends_in: z.enum(['on_hold', 'cancelled']).optional(),
  adaptive_currency: z.boolean().optional(),
  enforce_rate_limits: z.boolean().optional(),
})

export type SettingsPatch = z.output<typeof settingsSchema>

/** As a new business starts with the provider. */
const FACTORY: SettingsRow = {
  id: 'all',
  proration: 'C',
  remaining_time: 'seconds',
  on_payment_failure: 'apply_change',
  plan_change_via_payment_link: false,
  strict_scheduled_modes: false,
  renewal_retry_days: 0,
  grace_days: 0,
  grace_ends_in: 'on_hold',
  adaptive_currency: false,
  enforce_rate_limits: false,
}

export function readSettings(store: Store): SettingsRow {
  return { ...FACTORY, ...store.settings.get('all') }
}

export function changeSettings(store: Store, patch: SettingsPatch): SettingsRow {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return store.settings.put({ ...readSettings(store), ...given })
}
