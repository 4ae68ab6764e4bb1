import { test } from '../fixtures'
import { expect } from '../support/expect'
import { type Language, words } from '../support/words'

const languages: Language[] = ['en', 'ja']

for (const language of languages)
  test(`every page of the catalogue stands and is accessible (${language})`, async ({ shopper, page }) => {
    const { shell } = words[language]
    for (const path of ['', '/pricing', '/products/complete-bundle', '/products/preset-pack']) {
      await page.goto(`/${language}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText(shell.demo)).toBeVisible()
      await shopper.expectAccessible()
    }
  })

test('in the dark every page is accessible too', async ({ shopper, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of ['', '/pricing', '/products/complete-bundle']) {
    await page.goto(`/en${path}`)
    await shopper.expectAccessible()
  }
  await shopper.buy('lumen-edit-single')
  await shopper.offer.expectOffer('single-to-team')
  await shopper.expectAccessible()
  await shopper.offer.pay('$199.00').click()
  await shopper.order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectAccessible()
})

test('choosing a shelf shows only what stands on it', async ({ page }) => {
  await page.goto('/en')
  const course = page.getByRole('link', { name: 'Starter Course', exact: true })
  const licence = page.getByRole('link', { name: 'Lumen Edit, single licence' })
  await expect(course).toBeVisible()
  await expect(licence).toBeVisible()
  await page.getByText(words.en.catalog.categories.software, { exact: true }).first().click()
  await expect(licence).toBeVisible()
  await expect(course).toBeHidden()
})

for (const language of languages)
  test(`a product or order that does not exist says so, with a way home (${language})`, async ({
    shopper,
    page,
    watch,
  }) => {
    watch.allow(/^404 /)
    const { notFound, demo } = words[language].shell
    for (const path of ['/products/no-such-thing', '/orders/AAAAAAAAAAAAAAAAAAAAAA']) {
      const answer = await page.goto(`/${language}${path}`)
      expect(answer?.status(), path).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(notFound.title)
      await expect(page.getByText(demo)).toBeVisible()
    }
    await shopper.expectAccessible()
    await page.getByRole('link', { name: notFound.home, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/${language}$`))
  })

const unknown = ['/nowhere', '/en/no-such-page', '/ja/no-such-page', '/fr/pricing']

for (const path of unknown)
  test(`an unknown address says so in both languages, with a way home (${path})`, async ({
    shopper,
    page,
    watch,
  }) => {
    watch.allow(/^404 /)
    expect((await page.goto(path))?.status()).toBe(404)
    for (const language of languages) {
      const { notFound } = words[language].shell
      await expect(page.getByRole('heading', { name: notFound.title })).toBeVisible()
      await expect(page.getByRole('link', { name: notFound.home })).toHaveAttribute('href', `/${language}`)
    }
    await shopper.expectAccessible()
  })

test('an unknown address says that this is a demo, as every page does', async ({ page, watch }) => {
  watch.allow(/^404 /)
  await page.goto('/nowhere')
  await expect(page.getByText(words.en.shell.demo)).toBeVisible()
})

test('every page of a purchase says that this is a demo', async ({ shopper, page }) => {
  const { demo } = shopper.words.shell
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  await expect(page.getByText(demo)).toBeVisible()
  await shopper.offer.decline.click()
  await shopper.offer.decline.click()
  await shopper.order.expectPaid(['starter-course'], '$49.00')
  await expect(page.getByText(demo)).toBeVisible()
  await shopper.order.line('starter-course').getByRole('link').click()
  await expect(page.getByText(demo)).toBeVisible()
  expect(await shopper.receipt()).toContain(shopper.words.mail.demo)
})
