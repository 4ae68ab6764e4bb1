import type { Locator, Page } from '@playwright/test'
import { test } from '../fixtures'
import { expect } from '../support/expect'
import { newName } from '../support/people'
import { signInAsStaff } from '../support/staff'

const FAR = 120

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < FAR; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(target, 'it can be reached by keyboard').toBeFocused()
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

test('a funnel is written by keyboard alone, and the focus never gets lost', async ({ page, shopper }) => {
  test.slow()
  const name = newName('keys')
  const button = (label: string) => page.getByRole('button', { name: label, exact: true })
  await signInAsStaff(page, shopper.emulator, 'editor')
  await page.goto('/en/admin/funnels')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Name'))
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await press(page, page.getByRole('link', { name: 'Edit the rule' }))

  await test.step('what is added, moved or removed keeps the focus', async () => {
    const about = page.getByLabel('What it is about')
    await press(page, button('Add condition'))
    await expect(about.first()).toBeFocused()
    await page.keyboard.type('Number of items')
    await expect(about.first()).toHaveValue('quantity')
    await tabTo(page, page.getByLabel('At least'))
    await page.keyboard.type('2')
    await press(page, button('Add condition'))
    await expect(about.nth(1)).toBeFocused()
    await page.keyboard.type('Campaign')
    await expect(about.nth(1)).toHaveValue('campaign')
    await press(page, button('Move up: Campaign (utm_campaign)'))
    await expect(about.first()).toHaveValue('campaign')
    await expect(button('Move down: Campaign (utm_campaign)')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(about.nth(1)).toHaveValue('campaign')
    await expect(button('Move up: Campaign (utm_campaign)')).toBeFocused()
    await press(page, button('Remove: Number of items'))
    await expect(about).toHaveCount(1)
    await expect(page.getByLabel('How many of these must hold')).toBeFocused()
  })

  await test.step('what cannot be saved is where one goes on', async () => {
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Choose or type at least one value.')).toBeVisible()
    await expect(page.getByLabel('What it is about')).toBeFocused()
    await tabTo(page, page.getByLabel('One of these, with commas'))
    await page.keyboard.type(name)
    await tabTo(page, page.getByLabel('Japan'))
    await page.keyboard.press('Space')
    await press(page, button('Save'))
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await expect(button('Save')).toBeFocused()
  })

  await tabTo(page, page.getByRole('link', { name: 'Back to the funnel' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await press(page, button('Add the first offer'))
  await tabTo(page, page.getByLabel('Product', { exact: true }))
  await page.keyboard.type('The Light Notebook')
  const headline = page.getByLabel('Headline').first()
  await tabTo(page, headline)
  await page.keyboard.type('Written by keyboard')
  await expect(page.frameLocator('iframe').getByText('Written by keyboard').last()).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await expect(headline).toBeFocused()
})
