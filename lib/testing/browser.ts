import { AsyncLocalStorage } from 'node:async_hooks'

/** What a browser keeps and sends. */
export type Browser = { cookies: Map<string, string>; headers: Record<string, string> }

const current = new AsyncLocalStorage<Browser>()

function browser(): Browser {
  const found = current.getStore()
  if (!found) throw new Error('a request was read outside of inBrowser()')
  return found
}

/** A browser with no cookies, whose requests come from the shop's own pages. */
export const newBrowser = (origin: string): Browser => ({
  cookies: new Map(),
  headers: { origin, 'sec-fetch-site': 'same-origin', 'user-agent': 'test browser' },
})

/** Runs what a request of this browser would run. Several may be under way at once. */
export const inBrowser = <T>(of: Browser, run: () => Promise<T>): Promise<T> => current.run(of, run)

/** With `headers` this module stands in for next/headers: `vi.mock('next/headers', () => import('@/lib/testing/browser'))`. */
export const cookies = async () => ({
  get: (name: string) => {
    const value = browser().cookies.get(name)
    return value === undefined ? undefined : { name, value }
  },
  set: (name: string, value: string) => void browser().cookies.set(name, value),
  delete: (name: string) => void browser().cookies.delete(name),
})

export const headers = async () => new Headers(browser().headers)
