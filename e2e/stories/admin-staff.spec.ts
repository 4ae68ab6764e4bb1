import { test } from '../fixtures'
import { expect } from '../support/expect'
import { newStaff, signInAsStaff } from '../support/staff'

const HIDDEN = ['', '/funnels', '/orders', '/settings', '/staff', '/audit']

test('for everybody but the staff the merchant’s pages are not there', async ({ page, shopper, watch }) => {
  watch.allow(/^404 .*\/(admin|api\/admin)/)
  await shopper.signIn.open()
  await shopper.signIn.signInAs(shopper.email)
  await shopper.account.expectOpen()
  for (const path of HIDDEN) expect((await page.goto(`/en/admin${path}`))?.status(), path).toBe(404)
  expect((await page.request.get('/api/admin/export/orders')).status()).toBe(404)

  await page.goto('/en/admin/sign-in')
  await page.getByLabel('E-mail address').fill(shopper.email)
  await page.getByRole('button', { name: 'Mail me a code' }).click()
  await expect(page.getByLabel('Code with six digits')).toBeVisible()
  const codes = (await shopper.emulator.mails(shopper.email)).filter(({ subject }) => /\d{6}/.test(subject))
  expect(codes, 'no code beside the one of the account').toHaveLength(1)
})

test('a viewer reads and may not edit; an owner changes a setting, and the audit log tells of it', async ({
  page,
  shopper,
  watch,
}) => {
  watch.allow(/^404 .*\/admin\/staff/)
  await signInAsStaff(page, shopper.emulator, 'viewer')
  await page.goto('/en/admin/settings')
  await expect(page.getByLabel('Deadline, in minutes')).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save settings' })).toHaveCount(0)
  await page.goto('/en/admin/funnels')
  await expect(page.getByRole('button', { name: 'Create' })).toHaveCount(0)
  expect((await page.goto('/en/admin/staff'))?.status()).toBe(404)
  await page.goto('/en/admin')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/admin\/sign-in$/)

  const owner = await signInAsStaff(page, shopper.emulator, 'owner')
  await page.goto('/en/admin/settings')
  const deadline = page.getByLabel('Deadline, in minutes')
  const next = (await deadline.inputValue()) === '25' ? '26' : '25'
  await deadline.fill(next)
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await expect(deadline).toHaveValue(next)
  await page.goto(`/en/admin/audit?q=${owner}`)
  const row = page.getByRole('row').filter({ hasText: 'Changed settings' })
  await expect(row).toContainText(`"defaultDeadlineMinutes":${next}`)

  const invited = await newStaff('viewer')
  await page.goto('/en/admin/staff')
  await page.getByRole('row').filter({ hasText: invited }).getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'signed out everywhere' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: invited })).toHaveCount(0)
})
