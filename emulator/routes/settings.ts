import { Hono } from 'hono'
import { changeSettings, readSettings, settingsSchema } from '../billing/settings'
import type { Emulator } from '../emulator'
import { readBody } from '../http/body'
import type { SettingsRow } from '../state/billing-rows'

/** `GET` and `PATCH /_emulator/settings`: the switches of the business and of what nobody knows for sure. */
export function settingsRoutes({ store }: Emulator): Hono {
  return new Hono()
    .get('/', (c) => c.json(shown(readSettings(store))))
    .patch('/', async (c) => c.json(shown(changeSettings(store, await readBody(c, settingsSchema)))))
}

function shown({ id: _, ...settings }: SettingsRow) {
  return settings
}
