import type { Locator, Page } from '@playwright/test'
import type { Words } from '../support/words'

/** The bank's own page, where the holder of the card confirms a payment. */
export class BankPage {
  readonly approve: Locator
  readonly fail: Locator

  constructor(page: Page, { provider }: Words) {
    this.approve = page.getByRole('button', { name: provider.approve })
    this.fail = page.getByRole('button', { name: provider.fail })
  }
}
