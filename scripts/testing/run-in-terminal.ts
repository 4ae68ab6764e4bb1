import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs a Node program that shares this terminal, to its end. Ctrl-C reaches it directly; a termination signal is
 * passed on.
 * @returns its exit code; 1 when a signal ended it.
 */
export async function runInTerminal(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const terminate = () => child.kill('SIGTERM')
  process.on('SIGTERM', terminate)
  const [code] = await once(child, 'exit')
  process.off('SIGTERM', terminate)
  return code ?? 1
}
