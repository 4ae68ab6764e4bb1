import { spawn } from 'node:child_process'
import { once } from 'node:events'

const patienceMs = 5_000

/**
 * Runs a Node program that shares this terminal, to its end. Ctrl-C reaches it directly, a termination signal is
 * passed on; if it does not end soon after either, it is ended by force.
 * @returns its exit code; 1 when a signal ended it.
 */
export async function runInTerminal(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  let force: NodeJS.Timeout | undefined
  const hurry = () => {
    force ??= setTimeout(() => child.kill('SIGKILL'), patienceMs)
  }
  const terminate = () => {
    child.kill('SIGTERM')
    hurry()
  }
  process.on('SIGINT', hurry)
  process.on('SIGTERM', terminate)
  const [code] = await once(child, 'exit')
  clearTimeout(force)
  process.off('SIGINT', hurry)
  process.off('SIGTERM', terminate)
  return code ?? 1
}
