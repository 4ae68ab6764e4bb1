import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/expect'
import { type Language, words } from '../support/words'

/** Everything a customer has: orders, library, cards, and what they decide. */
export class AccountPage {
  readonly heading: Locator
  readonly orders: Locator
  readonly library: Locator
  readonly cards: Locator
  readonly remove: Locator
  readonly choose: Locator
  readonly notice: Locator
  readonly signOut: Locator
  readonly signOutEverywhere: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    const { account } = words[language]
    const region = (name: string) => page.getByRole('region', { name })
    this.heading = page.getByRole('heading', { level: 1 })
    this.orders = region(account.orders.title).getByRole('listitem')
    this.library = region(account.library.title).getByRole('listitem')
    this.cards = region(account.cards.title).getByRole('listitem')
    this.remove = region(account.cards.title).getByRole('button', { name: account.cards.remove })
    this.choose = region(account.cards.title).getByRole('button', { name: account.cards.choose })
    this.notice = page.getByRole('main').getByRole('status').first()
    this.signOut = page.getByRole('button', { name: account.signOut.here, exact: true })
    this.signOutEverywhere = page.getByRole('button', { name: account.signOut.everywhere })
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/account`)
    await this.expectOpen()
  }

  async expectOpen(): Promise<void> {
    await this.page.waitForURL(/\/account(\?.*)?$/)
    await expect(this.heading).toHaveText(words[this.language].account.title)
  }
}
