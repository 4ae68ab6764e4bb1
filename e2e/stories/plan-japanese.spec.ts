import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say } from '../support/words'

test.use({ language: 'ja', locale: 'ja-JP' })

test('プランを税込の金額で変更し、解約して、取り消す', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { banner, cancelled, notice, outcome } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await shopper.expectAccessible()
  await plan.open('/change?plan=lumen-pro')
  await plan.expectDue('$55.00')
  await expect(plan.preview.getByRole('status')).toContainText('本日 $55.00 をお支払いいただきます。')
  await expect(plan.preview).toContainText('月 200 回（現在は 20 回）')
  await shopper.expectAccessible()
  await plan.button('$55.00 を支払って変更する').click()
  await plan.expectApplied('lumen-pro')
  await expect(page.getByText(say(outcome.applied.paid, { charged: '$55.00' }))).toBeVisible()
  await shopper.expectAccessible()
  const mail = await shopper.mail(say(words.planMail.kind.changed.subject, { to: 'Lumen プロ' }))
  for (const text of ['Lumen ベーシックからLumen プロ', '$55.00', '$88.00', '次回のお支払い'])
    expect(mail).toContain(text)

  await plan.open('/cancel')
  await shopper.expectAccessible()
  await plan.button('に終了する').click()
  await expect(plan.heading).toHaveText(cancelled.title)
  await shopper.expectAccessible()
  await page.getByLabel(cancelled.reason.unused).check()
  await plan.button(cancelled.send).click()
  await expect(page.getByText(cancelled.alternative.pauseBody)).toBeVisible()
  await shopper.expectAccessible()
  await plan.link(cancelled.alternative.no).click()
  await plan.expectPlan('lumen-pro')
  await plan.button(banner.undo).click()
  await expect(page.getByText(notice.undone)).toBeVisible()
  await expect(page.getByText(/[A-Za-z]{4,} (your|the|you) /)).toHaveCount(0)
  await shopper.expectPaid(3300, 5500)
})
