/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { changeSettings, readSettings, settingsSchema } from '../../billing/settings'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import type { SettingsRow } from '../../state/billing-rows'
import { sendDesk } from '../desk'
import { back, Note, refusedBack } from './notes'
import { Head } from './parts'

type Name = Exclude<keyof SettingsRow, 'id'>

interface Setting {
  label: string
  help: string
  /** The values to choose from; a number of days where there are none. */
  options?: readonly (readonly [string, string])[]
}

const YES_NO = [
  ['false', 'No'],
  ['true', 'Yes'],
] as const

const SETTINGS: Record<Name, Setting> = {
  proration: {
    label: 'Rules of proration',
    help: 'The provider’s guides disagree; see docs/emulator.md.',
    options: [
      ['C', 'Newest: credit for unused time, then a full new cycle'],
      ['A', 'Older: part of both plans, the cycle stays'],
    ],
  },
  remaining_time: {
    label: 'Unused time counts in',
    help: 'The guides calculate in whole days.',
    options: [
      ['seconds', 'Seconds'],
      ['days', 'Whole days'],
    ],
  },
  on_payment_failure: {
    label: 'A plan change whose charge fails',
    help: 'Where the call does not say so itself.',
    options: [
      ['apply_change', 'Changes the plan all the same'],
      ['prevent_change', 'Leaves the plan as it is'],
    ],
  },
  plan_change_via_payment_link: {
    label: 'Plan changes by payment link',
    help: 'Whether collect_via_payment_link is allowed.',
    options: YES_NO,
  },
  strict_scheduled_modes: {
    label: 'Scheduled changes in full only',
    help: 'Refuses every other proration mode at the next billing date.',
    options: YES_NO,
  },
  renewal_retry_days: { label: 'Try failed renewals again for', help: 'Days, 0 to 30; 0 never tries.' },
  grace_days: {
    label: 'Grace after a failed renewal',
    help: 'Days in past_due, 0 to 30; 0 puts it on hold at once.',
  },
  grace_ends_in: {
    label: 'When the grace is over',
    help: 'What becomes of the subscription.',
    options: [
      ['on_hold', 'On hold'],
      ['cancelled', 'Cancelled'],
    ],
  },
  adaptive_currency: {
    label: 'Prices in the shopper’s currency',
    help: 'With the provider’s fee of 2 to 4 %.',
    options: YES_NO,
  },
  enforce_rate_limits: {
    label: 'Refuse calls above the rate limit',
    help: '240 a minute; the headers count either way.',
    options: YES_NO,
  },
}

const NAMES = Object.keys(SETTINGS) as Name[]
const PATH = '/desk/settings'

/** `/desk/settings`: how the business is set up, where the provider leaves it to the merchant or to doubt. */
export function settingsPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const values = readSettings(emulator.store)
      return sendDesk(
        c,
        'Settings',
        <>
          <Note c={c} />
          <Head
            title="Settings"
            lead="What the provider leaves to the merchant, or its documents leave in doubt."
          />
          <form class="fields" method="post" action={PATH}>
            {NAMES.map((name) => (
              <Field key={name} name={name} value={String(values[name])} />
            ))}
            <div class="wide">
              <button type="submit" class="primary">
                Save
              </button>
            </div>
          </form>
        </>,
      )
    })
    .post('/', async (c) => {
      const body = await c.req.parseBody()
      const patch = settingsSchema.safeParse(
        Object.fromEntries(
          NAMES.filter((name) => name in body).map((name) => [name, fromForm(name, body[name])]),
        ),
      )
      if (!patch.success) return refusedBack(c, PATH, patch.error.issues[0]?.message ?? 'not valid')
      changeSettings(emulator.store, patch.data)
      return back(c, PATH, 'saved')
    })
}

function fromForm(name: Name, text: unknown): unknown {
  const { options } = SETTINGS[name]
  if (options === YES_NO) return text === 'true'
  return options ? text : Number(text)
}

function Field({ name, value }: { name: Name; value: string }) {
  const { label, help, options } = SETTINGS[name]
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {options ? (
        <select id={name} name={name} aria-describedby={`${name}-help`}>
          {options.map(([option, words]) => (
            <option key={option} value={option} selected={option === value}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={name}
          name={name}
          type="number"
          min="0"
          max="30"
          required
          value={value}
          aria-describedby={`${name}-help`}
        />
      )}
      <small id={`${name}-help`}>{help}</small>
    </div>
  )
}
