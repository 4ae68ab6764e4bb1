/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { z } from 'zod'
import { describeEffect } from '../../control/describe-effect'
import { type RuleInput, ruleSchema } from '../../control/effects'
import type { WeatherRule } from '../../control/weather'
import { readWeatherWords, WEATHER_KEY } from '../../control/weather-words'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import { sendDesk } from '../desk'
import { back, Note, refusedBack } from './notes'
import { Act, Block, type Column, DataTable, Head } from './parts'
import { WeatherForm } from './weather-form'

const PATH = '/desk/weather'

/** `/desk/weather`: the rules in force, a form for a new one, and the way back to fair weather. */
export function weatherPages(emulator: Emulator): Hono<ServerEnv> {
  const { weather } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const rules = weather.list()
      return sendDesk(
        c,
        'Weather',
        <>
          <Note c={c} />
          <Head
            title="Weather"
            lead="Rules that make calls and webhooks go wrong on purpose, until they are used up or cleared."
          >
            {rules.length > 0 && <Act to={`${PATH}/clear`} label="Clear all" />}
          </Head>
          <DataTable
            label="Rules in force"
            rows={rules}
            columns={columns}
            empty="Fair weather: no rule is in force."
          />
          <Block title="New rule">
            <WeatherForm />
          </Block>
          <p class="soft">
            A single call or payment makes its own weather with <code>{WEATHER_KEY}</code> in its metadata,
            for example <code>"error_500_after"</code>; every word of the list above works there.
          </p>
        </>,
      )
    })
    .post('/', async (c) => {
      const rule = readRule(await c.req.parseBody())
      if (typeof rule === 'string') return refusedBack(c, PATH, rule)
      weather.add(rule)
      return back(c, PATH, 'added')
    })
    .post('/clear', (c) => {
      weather.clear()
      return back(c, PATH, 'cleared')
    })
    .post('/:id/remove', (c) => {
      weather.remove(c.req.param('id'))
      return c.redirect(PATH, 303)
    })
}

const field = z.string().trim().catch('')
const formSchema = z.object({
  word: field,
  json: field,
  email: field,
  route: field,
  event: field,
  times: field,
  after: field,
})

/** A rule from the form's fields, or what is wrong with them. */
function readRule(body: Record<string, unknown>): RuleInput | string {
  const { word, json, email, route, event, times, after } = formSchema.parse(body)
  const effect = json ? parseJson(json) : readWeatherWords({ [WEATHER_KEY]: word }).effects[0]
  const rule = ruleSchema.safeParse({
    match: { ...(email && { email }), ...(route && { route }), ...(event && { event }) },
    effect,
    ...(times && { times: Number(times) }),
    ...(after && { after: Number(after) }),
  })
  if (rule.success) return rule.data
  const [issue] = rule.error.issues
  return `${issue?.path.join('.') || 'rule'}: ${issue?.message ?? 'is not valid'}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const columns: readonly [Column<WeatherRule>, ...Column<WeatherRule>[]] = [
  { head: 'Effect', cell: (rule) => describeEffect(rule.effect) },
  { head: 'On', cell: (rule) => matchText(rule) },
  { head: 'When', cell: (rule) => countText(rule) },
  { head: 'Used', cell: (rule) => String(rule.used), kind: 'number' },
  {
    head: 'Remove',
    cell: (rule) => (
      <Act to={`${PATH}/${rule.id}/remove`} label="Remove" name={`Remove: ${describeEffect(rule.effect)}`} />
    ),
  },
]

function matchText({ match }: WeatherRule): string {
  return [match.route, match.event, match.email].filter(Boolean).join(', ') || 'everything'
}

function countText({ times, after }: WeatherRule): string {
  const from = after ? `from call ${after}` : 'every time'
  return times ? `${after ? `${from}, ` : ''}${times === 1 ? 'once' : `${times} times`}` : from
}
