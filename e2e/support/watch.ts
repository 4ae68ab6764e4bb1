import type { BrowserContext, Page, Response } from '@playwright/test'
import { expect } from './expect'
import { settings } from './settings'

const shop = new URL(settings.shopUrl).origin
const readable = /^(text\/(html|plain|x-component)|application\/json)/

/**
 * Listens to everything the browser tells of the shop's pages: errors in the console, exceptions, requests that
 * failed, answers that were errors, breaches of the content security policy, and the text of every answer.
 */
export class Watch {
  readonly #troubles: string[] = []
  readonly #allowed: RegExp[] = []
  readonly #reading: Promise<void>[] = []
  readonly #bodies: { url: string; method: string; text: string }[] = []

  /** Hears every page of a context, also those opened later. */
  async attach(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy breach: ${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    context.on('weberror', (web) => void this.#troubles.push(`page error: ${web.error().message}`))
    context.on('console', (message) => {
      // An answer with an error status is judged by its response, below.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
      this.#troubles.push(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? ''
      // Leaving a page ends what it was still asking for; so does the start of a download.
      if (!this.#isOurs(request.url()) || reason === 'net::ERR_ABORTED') return
      this.#troubles.push(`request failed: ${request.method()} ${request.url()} ${reason}`)
    })
    context.on('response', (response) => {
      if (!this.#isOurs(response.url())) return
      if (response.status() >= 400) this.#troubles.push(`${response.status()} ${response.url()}`)
      this.#reading.push(this.#read(response))
    })
  }

  /** What this story expects to go wrong, as it would be told. */
  allow(trouble: RegExp): void {
    this.#allowed.push(trouble)
  }

  expectNoTrouble(): void {
    const unexpected = this.#troubles.filter((text) => !this.#allowed.some((allowed) => allowed.test(text)))
    expect(unexpected, 'the browser has nothing to complain about').toEqual([])
  }

  /** No answer the browser received holds one of these secrets. */
  async expectNeverSent(secrets: Iterable<string>): Promise<void> {
    const bodies = await this.bodies()
    for (const secret of secrets) {
      const leaks = bodies.filter(({ text }) => text.includes(secret)).map(({ url }) => url)
      expect(leaks, `${secret} stays on the server`).toEqual([])
    }
  }

  /** What the browser was given to read. */
  async bodies(): Promise<readonly { url: string; method: string; text: string }[]> {
    await Promise.all(this.#reading)
    return this.#bodies
  }

  #isOurs(url: string): boolean {
    return new URL(url).origin === shop
  }

  async #read(response: Response): Promise<void> {
    if (!readable.test(response.headers()['content-type'] ?? '')) return
    // The browser forgets an answer when it leaves the page before it was asked for it.
    const text = await response.text().catch(() => null)
    if (text !== null) this.#bodies.push({ url: response.url(), method: response.request().method(), text })
  }
}

/** The address of a page without origin, for comparing. */
export const pathOf = (page: Page): string => new URL(page.url()).pathname
