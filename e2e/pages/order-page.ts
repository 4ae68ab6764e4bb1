import type { Locator, Page } from '@playwright/test'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import { type Language, say, words } from '../support/words'

type State = keyof (typeof words)['en']['orders']['state']

/** The page of an order, in all its states. */
export class OrderPage {
  readonly url = /\/orders\/[\w-]{22}(\?.*)?$/
  readonly heading: Locator
  readonly lines: Locator
  readonly summary: Locator
  readonly licenseKeys: Locator
  readonly signIn: Locator
  readonly keepCard: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    const { orders } = words[language]
    this.heading = page.getByRole('heading', { level: 1 })
    this.lines = page.getByRole('region', { name: orders.items }).getByRole('listitem')
    this.summary = page.getByRole('region', { name: orders.summary })
    this.signIn = page.getByRole('link', { name: orders.keepOrder.link, exact: true })
    this.keepCard = page.getByRole('button', { name: words[language].account.keep.action })
    this.licenseKeys = page.getByLabel(orders.license.label)
  }

  line(slug: string): Locator {
    return this.lines.filter({
      has: this.page.getByRole('heading', { name: productName(slug, this.language), exact: true }),
    })
  }

  async expectState(state: State): Promise<void> {
    await this.page.waitForURL(this.url)
    await expect(this.heading).toHaveText(words[this.language].orders.state[state].title)
  }

  /** A paid order with exactly these products and this total. */
  async expectPaid(slugs: string[], total: string): Promise<void> {
    await this.expectState('paid')
    await expect(this.lines).toHaveCount(slugs.length)
    for (const slug of slugs) await expect(this.line(slug)).toBeVisible()
    await expect(this.summary).toContainText(total)
  }

  /** The button that takes one purchase back. */
  undo(slug: string): Locator {
    return this.line(slug).getByRole('button', { name: words[this.language].orders.undo.button })
  }

  /** A purchase that was taken back, and how far its money is. */
  async expectWithdrawn(slug: string, total: string, refund: 'done' | 'delayed' = 'done'): Promise<void> {
    const { withdrawn } = words[this.language].orders
    await expect(this.line(slug)).toContainText(withdrawn.undone)
    await expect(this.line(slug)).toContainText(say(withdrawn.refund[refund], { total }))
    await expect(this.undo(slug)).toHaveCount(0)
  }

  /** The way back to a checkout from an order that is not paid. */
  resume(state: 'declined' | 'cancelled' | 'open'): Locator {
    return this.page.getByRole('button', { name: words[this.language].orders.state[state].go })
  }

  id(): string {
    const id = /\/orders\/([\w-]{22})/.exec(this.page.url())?.[1]
    if (!id) throw new Error(`This is not an order: ${this.page.url()}`)
    return id
  }
}
