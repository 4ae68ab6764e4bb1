import type { Locator, Page } from '@playwright/test'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import { type Language, say, words } from '../support/words'

type Outcome = keyof (typeof words)['en']['subscriptions']['outcome']

/** The pages of a subscription: its own, the change with its preview, and what became of a change. */
export class PlanPage {
  readonly heading: Locator
  readonly preview: Locator
  readonly alert: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.preview = page.getByRole('region', { name: this.words.change.preview })
    this.alert = page.getByRole('main').getByRole('alert')
  }

  get words() {
    return words[this.language].subscriptions
  }

  name(slug: string): string {
    return productName(slug, this.language)
  }

  /** The subscription's id, from the address of any of its pages. */
  id(): string {
    const id = /\/subscriptions\/([\w-]{22})/.exec(this.page.url())?.[1]
    if (!id) throw new Error(`This is not a page of a subscription: ${this.page.url()}`)
    return id
  }

  async open(under = ''): Promise<void> {
    await this.page.goto(`/${this.language}/subscriptions/${this.id()}${under}`)
  }

  async expectPlan(slug: string): Promise<void> {
    await this.page.waitForURL(/\/subscriptions\/[\w-]{22}(\?.*)?$/)
    await expect(this.heading).toHaveText(this.name(slug))
  }

  async expectDue(sum: string): Promise<void> {
    await this.page.waitForURL(/\/change(\?.*)?$/)
    await expect(this.#due).toHaveText(sum)
  }

  /** What the preview says is due today. */
  due(): Promise<string> {
    return this.#due.innerText()
  }

  get #due(): Locator {
    const has = this.page.getByText(this.words.change.due, { exact: true })
    return this.preview.locator('dl > div').filter({ has }).locator('dd')
  }

  radio(slug: string): Locator {
    return this.page.getByRole('radio', { name: this.name(slug) }).and(this.page.locator(`[value="${slug}"]`))
  }

  /** The button that agrees to exactly this. */
  confirm(kind: 'pay_now' | 'credit_now' | 'free_now' | 'later', due: string): Locator {
    const [start = '', end = ''] = say(this.words.change.confirm[kind], { due }).split(/(?=, pay)|（/)
    const known = kind === 'later' ? end : start + end
    return this.preview.getByRole('button', { name: new RegExp(known.replace(/[.$()?*+]/g, '\\$&')) })
  }

  async expectOutcome(state: Exclude<Outcome, 'pageTitle' | 'toPlan'>, title: string): Promise<void> {
    await this.page.waitForURL(/\/changes\/[\w-]{22}$/)
    await expect(this.heading, state).toHaveText(title)
  }

  async expectApplied(slug: string): Promise<void> {
    await this.expectOutcome('applied', say(this.words.outcome.applied.title, { to: this.name(slug) }))
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name })
  }

  link(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name })
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name })
  }
}
