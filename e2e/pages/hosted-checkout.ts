import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/expect'
import type { Words } from '../support/words'

export type Payer = {
  email: string
  card?: string
  /** Two letters; what the page has chosen by itself if left out. */
  country?: string
}

/** The provider's hosted payment page, as a shopper fills it in. */
export class HostedCheckout {
  readonly email: Locator
  readonly name: Locator
  readonly country: Locator
  readonly postalCode: Locator
  readonly cardNumber: Locator
  readonly expiry: Locator
  readonly cvc: Locator
  readonly pay: Locator
  readonly back: Locator
  readonly alert: Locator

  constructor(
    readonly page: Page,
    readonly words: Words,
  ) {
    const { provider } = words
    this.email = page.getByLabel(provider.email)
    this.name = page.getByLabel(provider.name, { exact: true })
    this.country = page.getByLabel(provider.country, { exact: true })
    this.postalCode = page.getByLabel(provider.postalCode)
    this.cardNumber = page.getByLabel(provider.cardNumber)
    this.expiry = page.getByLabel(provider.expiry)
    this.cvc = page.getByLabel(provider.cvc)
    this.pay = page.locator('button[value=pay]')
    this.back = page.getByRole('link', { name: provider.back })
    this.alert = page.getByRole('alert')
  }

  async expectOpen(): Promise<void> {
    await this.page.waitForURL(/\/session\//)
    await expect(this.pay).toBeVisible()
  }

  /** Fills in everything and pays. Where that leads is for the story to say. */
  async payAs({ email, card, country }: Payer): Promise<void> {
    await this.expectOpen()
    if (country && (await this.country.inputValue()) !== country) await this.#choose(country)
    if (await this.email.isEditable()) await this.email.fill(email)
    await this.name.fill('Mika Light')
    await this.postalCode.fill('10115')
    await this.payWith(card)
  }

  /** Pays with a card, the rest of the form being filled in. */
  async payWith(card = '4242424242424242'): Promise<void> {
    await this.cardNumber.fill(card)
    await this.expiry.fill('06/32')
    await this.cvc.fill('123')
    await this.pay.click()
  }

  /** With scripts the page recomputes its total by itself; without them a button does. */
  async #choose(country: string): Promise<void> {
    const recomputed = this.page.waitForResponse((answer) => answer.request().method() === 'POST')
    await this.country.selectOption(country)
    const update = this.page.getByRole('button', { name: this.words.provider.updateTotal })
    if (await update.isVisible()) await update.click()
    await recomputed
    await this.page.waitForLoadState()
    await expect(this.country).toHaveValue(country)
  }
}
