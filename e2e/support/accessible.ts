import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './expect'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Holds the page against WCAG 2.2 AA, as far as a program can. The window is as tall as the page meanwhile: what a bar
 * at its lower edge covers by chance depends on how far the page was scrolled, and anybody can scroll on.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that was reached without loading it gets its title a moment after its content.
  await expect(page).toHaveTitle(/./)
  const size = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (size) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
  const axe = new AxeBuilder({ page }).options({ runOnly: rules, resultTypes: ['violations'] })
  // No page has frames; looking for them opens another page each time.
  const { violations } = await axe.setLegacyMode().analyze()
  if (size) await page.setViewportSize(size)
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found, `accessible: ${page.url()}`).toEqual([])
}
