import { announcement } from './announce.ts'
import { createProgress } from './stack/progress.ts'
import { type Mode, readPorts } from './stack/settings.ts'
import { Stack } from './stack/stack.ts'
import { describeTrouble } from './trouble.ts'

/**
 * Starts the shop and keeps it until Ctrl-C, a termination signal, or the death of one of its parts. Whatever the
 * end, everything is stopped; the process ends with code 0 if a person asked for it, else 1.
 */
export async function serve(mode: Mode): Promise<never> {
  const ports = readPorts(process.env)
  const databaseUrl = process.env.DATABASE_URL
  const stack = new Stack({ mode, dataDir: '.data', ports, databaseUrl }, createProgress())
  const running = stack.start().then(() => {
    console.log(announcement(ports))
    return stack.broken
  })
  const failure: unknown = await Promise.race([signalled(), running]).catch((error: unknown) => error)
  stack.progress.close()
  if (failure === null) process.stdout.write('\nStopping …')
  else console.error(`\n${describeTrouble(failure)}\n`)
  await stack.stop()
  if (failure === null) console.log(' done.')
  process.exit(failure === null ? 0 : 1)
}

/** Resolves at the first signal; later ones change nothing, for stopping takes its bounded time. */
function signalled(): Promise<null> {
  return new Promise((resolve) => {
    const stop = () => resolve(null)
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    // Without a terminal this may be `nohup`, whose wish to live on a handler would undo.
    if (process.stdin.isTTY) process.on('SIGHUP', stop)
    if (process.env.npm_lifecycle_event) onParentGone(stop)
  })
}

/** npm passes a signal on to its shell only, which ends without telling us. */
function onParentGone(then: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    then()
  }, 500)
  watch.unref()
}
