import { expect, test, vi } from 'vitest'
import { newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.stubEnv('RATE_LIMIT_SCALE', '1')

const shop = await openShop()
const { ask, mailsTo, newEmail } = await import('@/lib/testing/account')

const from = (network: string) => {
  const browser = newBrowser(SHOP_URL)
  return { ...browser, headers: { ...browser.headers, 'x-forwarded-for': network } }
}

test('one network gets ten codes an hour, for whatever addresses; refused ones cost the addresses nothing', async () => {
  const emails = Array.from({ length: 25 }, newEmail)
  const asked = await Promise.all(emails.map((email) => ask(from('203.0.113.7'), email)))
  expect(asked.filter(({ ok }) => ok)).toHaveLength(10)
  const refused = emails[asked.findIndex(({ ok }) => !ok)] ?? ''
  for (let time = 0; time < 3; time += 1) expect((await ask(from('203.0.113.8'), refused)).ok).toBe(true)
  expect(await mailsTo(shop, refused)).toHaveLength(3)
})
