import type { Page } from '@playwright/test'
import { AccountPage } from '../pages/account-page'
import { BankPage } from '../pages/bank-page'
import { HostedCheckout, type Payer } from '../pages/hosted-checkout'
import { OfferPage } from '../pages/offer-page'
import { OrderPage } from '../pages/order-page'
import { PlanPage } from '../pages/plan-page'
import { ProductPage } from '../pages/product-page'
import { SignInPage } from '../pages/sign-in-page'
import { expectAccessible } from './accessible'
import { productName } from './catalog'
import type { Emulator } from './emulator'
import { expect } from './expect'
import { money } from './money'
import type { Watch } from './watch'
import { type Language, say, words } from './words'

type Purchase = Omit<Payer, 'email'>

/** A person with a browser, an e-mail address of their own, and a card. */
export class Shopper {
  readonly product: ProductPage
  readonly checkout: HostedCheckout
  readonly bank: BankPage
  readonly offer: OfferPage
  readonly order: OrderPage
  readonly plan: PlanPage
  readonly signIn: SignInPage
  readonly account: AccountPage
  readonly words: (typeof words)['en']

  constructor(
    readonly page: Page,
    readonly email: string,
    readonly language: Language,
    readonly emulator: Emulator,
    readonly watch: Watch,
  ) {
    this.words = words[language]
    this.product = new ProductPage(page, language)
    this.checkout = new HostedCheckout(page, this.words)
    this.bank = new BankPage(page, this.words)
    this.offer = new OfferPage(page, language)
    this.order = new OrderPage(page, language)
    this.plan = new PlanPage(page, language)
    this.signIn = new SignInPage(page, language, emulator)
    this.account = new AccountPage(page, language)
  }

  /** Goes from a product's page to the provider's. */
  async goToCheckout(slug: string): Promise<void> {
    await this.product.open(slug)
    await this.product.buy(slug).click()
    await this.checkout.expectOpen()
  }

  /** Buys a product on the standard checkout; where that leads is for the story to say. */
  async buy(slug: string, purchase: Purchase = {}): Promise<void> {
    await this.goToCheckout(slug)
    await this.checkout.payAs({ email: this.email, ...purchase })
  }

  /** Takes a plan from the pricing page, and opens the page of the plan. */
  async subscribe(slug: string, purchase: Purchase = {}): Promise<void> {
    await this.page.goto(`/${this.language}/pricing`)
    const { pricing } = this.words.catalog
    if (slug.endsWith('-yearly')) await this.page.getByText(pricing.yearly, { exact: true }).click()
    const plan = productName(slug, this.language)
    await this.page.getByRole('button', { name: say(pricing.choose, { plan }), exact: true }).click()
    await this.checkout.payAs({ email: this.email, ...purchase })
    await this.offer.expectOffer('portfolio-review')
    await this.offer.decline.click()
    await this.order.expectState('paid')
    await this.page.getByRole('link', { name: this.words.orders.managePlan }).click()
    await this.plan.expectPlan(slug)
  }

  /** The mail with this subject, once it is there. */
  async mail(subject: string): Promise<string> {
    const find = async () =>
      (await this.emulator.mails(this.email)).find((mail) => mail.subject === subject)?.text ?? ''
    await expect.poll(find, `a mail says: ${subject}`).not.toBe('')
    return find()
  }

  money(amount: number, currency = 'USD'): string {
    return money(amount, this.language, currency)
  }

  async expectAccessible(): Promise<void> {
    await expectAccessible(this.page)
  }

  /** What the provider took from this person: exactly these sums, and nothing more. */
  async expectPaid(...amounts: number[]): Promise<void> {
    const payments = await this.emulator.payments(this.email)
    const paid = payments.filter(({ status }) => status === 'succeeded').map((each) => each.total_amount)
    expect(paid.toSorted((a, b) => a - b)).toEqual(amounts.toSorted((a, b) => a - b))
    expect(await this.emulator.charges(this.email)).toBe(amounts.length)
  }

  /** How often the shop asked the provider for a checkout or a charge after this person was known to it. */
  async expectPosts(count: number): Promise<void> {
    expect(await this.emulator.checkoutPosts(this.email)).toBe(count)
  }

  /** The one receipt this person got. */
  async receipt(): Promise<string> {
    const receipts = async () =>
      (await this.emulator.mails(this.email)).filter(({ headers }) =>
        headers['message-id']?.includes('receipt.'),
      )
    await expect.poll(receipts).toHaveLength(1)
    const [mail] = await receipts()
    return `${mail?.subject}\n${mail?.text}`
  }
}
