import type { Locator, Page } from '@playwright/test'
import { headlineOf, type OfferKey } from '../support/catalog'
import { expect } from '../support/expect'
import { type Language, say, words } from '../support/words'

type State = keyof (typeof words)['en']['offers']['state']

/** The page of an offer after a purchase, in all its states. */
export class OfferPage {
  readonly url = /\/orders\/[\w-]{22}\/offers\/[\w-]{22}/
  readonly heading: Locator
  readonly decline: Locator
  readonly payAnotherWay: Locator
  readonly toCheckout: Locator
  readonly change: Locator
  readonly toBank: Locator
  readonly viewOrder: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    const { offers } = words[language]
    const button = (name: string) => page.getByRole('button', { name })
    this.heading = page.getByRole('heading', { level: 1 })
    this.decline = button(offers.decline)
    this.payAnotherWay = button(offers.state.declined.other)
    this.toCheckout = button(offers.toCheckout)
    this.change = button(offers.change)
    this.toBank = page.getByRole('link', { name: offers.state.bank_check.go })
    this.viewOrder = page.getByRole('link', { name: offers.viewOrder })
  }

  /** The button that charges exactly this sum. */
  pay(total: string): Locator {
    return this.page.getByRole('button', { name: say(words[this.language].offers.pay, { total }) })
  }

  async expectOffer(key: OfferKey): Promise<void> {
    await this.page.waitForURL(this.url)
    await expect(this.heading).toContainText(headlineOf(key, this.language))
  }

  async expectState(state: State, values: Record<string, string> = {}): Promise<void> {
    await expect(this.heading).toHaveText(say(words[this.language].offers.state[state].title, values))
  }

  /** Why the payment did not work, in the shop's words. */
  async expectReason(reason: keyof (typeof words)['en']['offers']['reason']): Promise<void> {
    await this.expectState('declined')
    await expect(this.page.getByText(words[this.language].offers.reason[reason])).toBeVisible()
  }
}
