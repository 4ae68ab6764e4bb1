/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import { addDuration } from '../../time/duration'
import { sendDesk, Time } from '../desk'
import { back, Note, refusedBack } from './notes'
import { Act, Block, Facts, Head } from './parts'

const PATH = '/desk/clock'
const DAY_MS = 86_400_000
const STEPS = [
  ['PT1H', '1 hour'],
  ['P1D', '1 day'],
  ['P1M', '1 month'],
  ['P1Y', '1 year'],
] as const

/** `/desk/clock`: the emulator's time, what comes next, and the way there. */
export function clockPages(emulator: Emulator): Hono<ServerEnv> {
  const { time } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const next = time.next()
      const attempt = emulator.outbox.nextAttemptAt()
      const moments = [next?.at, attempt].filter((at) => typeof at === 'number')
      return sendDesk(
        c,
        'Clock',
        <>
          <Note c={c} />
          <Head
            title={<Time at={emulator.now().toISOString()} />}
            lead={`The emulator’s time in UTC, ${aheadText(time.aheadMs())}. It only goes forward; a reset makes it real again.`}
          />
          <Block title="What comes next by itself">
            <Facts
              of={{
                Work: next ? <Due at={next.at} what={next.what} /> : 'nothing waits',
                Webhook: attempt !== null ? <Due at={attempt} what="next attempt" /> : 'nothing waits',
              }}
            />
          </Block>
          <Block title="Advance">
            <p class="soft">
              Everything due on the way happens in order, each at its own moment, and is told by webhook.
            </p>
            <div class="actions">
              {moments.length > 0 && (
                <Act
                  to={PATH}
                  label="To what comes next"
                  primary
                  values={{ to: new Date(Math.min(...moments)).toISOString() }}
                />
              )}
              {STEPS.map(([duration, name]) => (
                <Act key={duration} to={PATH} label={`By ${name}`} values={{ advance: duration }} />
              ))}
            </div>
            <form class="row" method="post" action={PATH}>
              <label>
                To a moment (UTC)
                <input type="datetime-local" name="to" step="1" required />
              </label>
              <button type="submit">Advance</button>
            </form>
          </Block>
        </>,
      )
    })
    .post('/', async (c) => {
      const { to, advance } = await c.req.parseBody()
      const target = targetOf(emulator.now(), String(to ?? ''), String(advance ?? ''))
      const now = emulator.now()
      if (!target) return refusedBack(c, PATH, 'Give a moment')
      if (target.getTime() > now.getTime() + 30 * 366 * DAY_MS)
        return refusedBack(c, PATH, 'At most 30 years')
      if (target < now) return refusedBack(c, PATH, 'The clock never goes back')
      await time.advanceTo(target)
      return back(c, PATH, 'advanced')
    })
}

/** A browser's local date and time carries no zone; the desk shows and reads UTC. */
function targetOf(now: Date, to: string, advance: string): Date | null {
  if (advance) return addDuration(now, advance)
  const moment = new Date(/[Zz]$/.test(to) ? to : `${to}Z`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

function Due({ at, what }: { at: number; what: string }) {
  return (
    <>
      <Time at={new Date(at).toISOString()} /> {what}
    </>
  )
}

function aheadText(ms: number): string {
  if (ms < 1_000) return 'as this machine’s'
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.round((ms % DAY_MS) / 3_600_000)
  return `${days} days and ${hours} hours ahead of this machine’s`
}
