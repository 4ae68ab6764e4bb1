import type { Locator, Page } from '@playwright/test'
import { CATALOG } from '@/prisma/seed/catalog-texts'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import { money } from '../support/money'
import { type Language, say, words } from '../support/words'

/** The page of one product, as the shop's catalogue has it. */
export class ProductPage {
  readonly buyNow: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.buyNow = page.getByRole('button', { name: say(words[language].catalog.buyNow.label, { card: '' }) })
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/${this.language}/products/${slug}`)
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(productName(slug, this.language))
  }

  /** The way to the standard checkout, with the price in its name. */
  buy(slug: string): Locator {
    const product = CATALOG.find((each) => each.slug === slug)
    if (!product) throw new Error(`The demo shop has no ${slug}.`)
    const price = money(product.price.amount, this.language, product.price.currency)
    return this.page.getByRole('button', { name: say(words[this.language].catalog.product.buy, { price }) })
  }

  /** The same while the box beside it is ticked. */
  get buyBoth(): Locator {
    return this.page.getByRole('button', { name: words[this.language].catalog.product.buyBoth })
  }
}
