import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/expect'

type Plan = { name: string; priority: number; product: string }

/** The merchant's editor of funnels, in English. */
export class FunnelEditor {
  readonly notice: Locator

  constructor(readonly page: Page) {
    this.notice = page.getByRole('main').getByRole('status').first()
  }

  async open(name: string): Promise<void> {
    await this.page.goto('/en/admin/funnels')
    await this.page.getByRole('link', { name, exact: true }).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  /** A draft with one offer, for whoever came by the campaign that is called like the funnel. */
  async build({ name, priority, product }: Plan): Promise<void> {
    const { page } = this
    await page.goto('/en/admin/funnels')
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Create funnel' }).click()
    await page.getByRole('link', { name: 'Edit the rule' }).click()
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByLabel('What it is about').selectOption('campaign')
    await page.getByLabel('One of these, with commas').fill(name)
    for (const market of ['EU and UK', 'Japan', 'United States']) await page.getByLabel(market).uncheck()
    await this.setPriority(priority)
    await page.getByRole('button', { name: 'Add the first offer' }).click()
    await page.getByLabel('Product', { exact: true }).selectOption(product)
    await this.say(`An offer of ${name}`)
  }

  /** From the page of the rule: sets the priority and goes back to the funnel. */
  async setPriority(priority: number): Promise<void> {
    await this.page.getByLabel('Priority').fill(String(priority))
    await this.save()
    await this.page.getByRole('link', { name: 'Back to the funnel' }).click()
  }

  /** From the page of an offer: gives it all its texts and goes back to the funnel. */
  async say(headline: string): Promise<void> {
    const says = this.page.getByRole('group', { name: 'What it says' })
    for (const language of ['English', 'Japanese']) {
      const texts = says.getByRole('group', { name: language })
      await texts.getByLabel('Headline').fill(headline)
      await texts.getByLabel('Text', { exact: true }).fill('Ninety-six pages on paper.')
      await texts.getByLabel('Facts').fill('96')
    }
    await this.save()
    await this.page.getByRole('link', { name: /^Back to/ }).click()
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(this.page.getByText('Saved.', { exact: true })).toBeVisible()
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish' }).click()
    await expect(this.page.getByText('Published. New orders see this version')).toBeVisible()
  }
}
