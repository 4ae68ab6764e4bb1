import { test } from '../fixtures'
import { FunnelEditor } from '../pages/funnel-editor'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { newName, newShopper } from '../support/people'
import type { Shopper } from '../support/shopper'
import { signInAsStaff } from '../support/staff'

type Arm = 'a' | 'b' | 'hold-out'
const ARMS: readonly Arm[] = ['a', 'b', 'hold-out']
const BOUGHT = 'portfolio-review'
/** With a third each, more than so many shoppers are needed to see all arms once in five hundred runs. */
const MOST = 18

test('two variants and a hold-out: shoppers fall in arms and stay there, and the read-out adds up', async ({
  page,
  shopper,
  browser,
}) => {
  test.setTimeout(420_000)
  const name = newName('try')
  const copy = `${name}-copy`
  const editor = new FunnelEditor(page)
  await signInAsStaff(page, shopper.emulator, 'editor')

  await test.step('the merchant makes two variants', async () => {
    await editor.build({ name, priority: 6_000, product: 'light-notebook' })
    await editor.publish()
    await page.goto('/en/admin/funnels')
    await page.getByRole('button', { name: `Duplicate ${name}`, exact: true }).click()
    await expect(page.getByText('This is the copy.')).toBeVisible()
    await page.getByRole('link', { name: /The Light Notebook/ }).click()
    await editor.say(`An offer of ${copy}`)
    await editor.publish()
  })

  await test.step('and holds them against each other and against nothing', async () => {
    await page.goto('/en/admin/experiments')
    await page.getByLabel('Name').fill(name)
    await page.locator('select[name=first]').selectOption({ label: name })
    await page.locator('select[name=second]').selectOption({ label: copy })
    await page.getByLabel('Hold-out, in percent').fill('34')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByText('Created. Nobody is in it until it is started.')).toBeVisible()
    await page.getByRole('button', { name: 'Start' }).click()
    await expect(page.getByText('Started.', { exact: true })).toBeVisible()
    await expect(page.getByText('No order counts for it yet.')).toBeVisible()
  })

  const seen: Record<Arm, Shopper[]> = { a: [], b: [], 'hold-out': [] }
  await test.step('shoppers fall in the arms', async () => {
    for (let count = 0; count < MOST && ARMS.some((arm) => seen[arm].length === 0); count++) {
      const buyer = await newShopper(browser, shopper, name)
      await buyer.buy(BOUGHT)
      seen[await armOf(buyer, name)].push(buyer)
    }
    for (const arm of ARMS) expect(seen[arm].length, arm).toBeGreaterThan(0)
  })

  const [taker, held] = [seen.a[0], seen['hold-out'][0]]
  if (!taker || !held) throw new Error('an arm is empty')
  await taker.offer.pay('$19.00').click()
  await taker.order.expectState('paid')

  await test.step('whoever is in an arm stays there', async () => {
    await held.buy(BOUGHT)
    await held.order.expectState('paid')
  })

  await test.step('and the read-out adds up', async () => {
    await page.reload()
    const people = page.getByRole('region', { name: 'How people are spread' }).getByRole('row')
    for (const arm of ARMS)
      await expect(
        people
          .filter({ hasText: `${arm} ·` })
          .getByRole('cell')
          .last(),
      ).toHaveText(String(seen[arm].length))
    const read = page.getByRole('region', { name: /^Up to now/ }).getByRole('row')
    const cells = (arm: Arm) => read.filter({ hasText: `${arm} ·` }).getByRole('cell')
    await expect(cells('a').nth(1)).toHaveText(String(seen.a.length))
    await expect(cells('a').nth(2)).toHaveText(String(seen.a.length))
    await expect(cells('a').nth(3)).toContainText('1 (')
    await expect(cells('b').nth(1)).toHaveText(String(seen.b.length))
    await expect(cells('b').nth(3)).toContainText('0 (')
    await expect(cells('hold-out').nth(1)).toHaveText(String(seen['hold-out'].length + 1))
    await expect(cells('hold-out').nth(2)).toHaveText('0')
    await expect(cells('hold-out').last()).toContainText('Compared with')
    await expectAccessible(page)
  })

  await test.step('the held-out order says why it saw nothing', async () => {
    const id = held.order.id()
    await page.goto(`/en/admin/orders?q=${held.email}`)
    await page.locator(`a[href$="/orders/${id}"]`).click()
    await expect(page.getByText('No offer: this person is in a hold-out group')).toBeVisible()
  })

  await page.goto('/en/admin/experiments')
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Stop for good' }).click()
  await expect(page.getByText('Stopped. Its funnels go on by their priority.')).toBeVisible()
  for (const each of Object.values(seen).flat()) await each.page.context().close()
})

/** The arm that a shopper is in, by what they see after buying. */
async function armOf({ page, offer, order, words }: Shopper, name: string): Promise<Arm> {
  const settled = async () =>
    offer.url.test(page.url()) || (await order.heading.textContent()) === words.orders.state.paid.title
  await expect.poll(settled).toBe(true)
  if (!offer.url.test(page.url())) return 'hold-out'
  const headline = await offer.heading.textContent()
  if (headline?.includes(`${name}-copy`)) return 'b'
  expect(headline).toContain(name)
  return 'a'
}
