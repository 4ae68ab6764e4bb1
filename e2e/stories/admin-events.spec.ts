import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { test } from '../fixtures'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { signInAsStaff } from '../support/staff'

type Told = { body: string; headers: Record<string, string> }

/** The merchant's own system: it keeps what it is told. */
async function openHooks(): Promise<{ url: string; told: Told[]; close: () => void }> {
  const told: Told[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    told.push({ body: Buffer.concat(chunks).toString(), headers: Object.fromEntries(headers) })
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hooks`, told, close: () => server.close() }
}

test('what happens to an offer is sent to the merchant’s own address, signed, and stands in the export', async ({
  page,
  shopper,
}) => {
  const hooks = await openHooks()
  await signInAsStaff(page, shopper.emulator, 'owner')
  await page.goto('/en/admin/events')
  await page.getByLabel('Address').fill('ftp://nowhere')
  await page.getByRole('button', { name: 'Add address' }).click()
  await expect(page.getByText('Give a complete https address')).toBeVisible()
  await page.getByLabel('Address').fill(hooks.url)
  await page.getByLabel('Shown', { exact: true }).check()
  await page.getByLabel('Declined', { exact: true }).check()
  await page.getByRole('button', { name: 'Add address' }).click()
  await expect(page.getByText('Added. Events from now on are sent there.')).toBeVisible()
  const address = page.getByRole('listitem').filter({ hasText: hooks.url })
  await address.getByText('Signing secret').click()
  const secret = (await address.getByText(/^whsec_/).textContent()) ?? ''
  await expectAccessible(page)

  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  const order = /\/orders\/([\w-]+)\//.exec(page.url())?.[1] ?? ''
  await shopper.offer.decline.click()
  await shopper.offer.expectOffer('course-to-notebook')
  const own = () =>
    hooks.told
      .map(
        ({ body, headers }) =>
          new Webhook(secret).verify(body, headers) as {
            type: string
            data: { order: string; offer: string }
          },
      )
      .filter(({ data }) => data.order === order)
      .map(({ type, data }) => `${type} ${data.offer}`)
      .toSorted()
  await expect
    .poll(own)
    .toEqual([
      'offer.declined course-to-bundle',
      'offer.shown course-to-bundle',
      'offer.shown course-to-notebook',
    ])

  await page.goto('/en/admin/events?type=declined&offer=course-to-bundle')
  await expect(page.locator(`a[href$="/admin/orders/${order}"]`)).toBeVisible()
  const csv = await (await page.request.get('/api/admin/export/events?type=declined')).text()
  expect(csv).toContain(`course-to-bundle,${order}`)
  await page.goto('/en/admin/events')
  await address.getByRole('button', { name: /^Remove/ }).click()
  await expect(page.getByText('Removed, with everything')).toBeVisible()
  await expect(page.getByText(hooks.url)).toHaveCount(0)
  hooks.close()
})

test('a viewer reads the events; where they are sent is for owners', async ({ page, shopper }) => {
  await signInAsStaff(page, shopper.emulator, 'viewer', 'ja')
  await page.goto('/ja/admin/events')
  await expect(page.getByRole('heading', { level: 1, name: 'イベント' })).toBeVisible()
  await expect(page.getByRole('button', { name: '送信先を追加' })).toHaveCount(0)
  await expect(page.getByText(/whsec_/)).toHaveCount(0)
  await expectAccessible(page)
})
