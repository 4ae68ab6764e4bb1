import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/** The browser that asks for a code or types one, and the language it reads. */
type Asking = { browser: string; locale: string }
const current = new AsyncLocalStorage<Asking>()

/** Runs a call of the library for this browser: its codes are stored and found under a hash that holds the browser. */
export const forBrowser = <T>(asking: Asking, run: () => Promise<T>): Promise<T> => current.run(asking, run)

export function asking(): Asking {
  const found = current.getStore()
  if (!found) throw new Error('A code was handled outside of forBrowser().')
  return found
}
