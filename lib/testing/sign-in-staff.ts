import { addStaff } from '../merchants/change-staff'
import type { Role } from '../merchants/roles'
import { requestStaffCode, signInStaff } from '../merchants/sign-in'
import { mailsTo, newEmail } from './account'
import { type Browser, inBrowser, newBrowser } from './browser'
import { SHOP_URL, type Shop } from './shop'

/** One of the staff, signed in with the code from their mailbox, in a new browser. */
export async function newStaff(shop: Shop, role: Role): Promise<{ browser: Browser; email: string }> {
  const email = newEmail()
  const added = await addStaff(email, role, 'test')
  if (!added.ok) throw new Error(added.error)
  const browser = newBrowser(SHOP_URL)
  await inBrowser(browser, () => requestStaffCode(email, 'en'))
  const code = await waitForCode(shop, email)
  const signed = await inBrowser(browser, () => signInStaff(code, 'en'))
  if (!signed.ok) throw new Error(`not signed in: ${signed.error}`)
  return { browser, email }
}

/** The mail to one of the staff is on its way while the page goes on. */
async function waitForCode(shop: Shop, email: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const mails = await mailsTo(shop, email)
    const code = mails.map(({ subject }) => /\b\d{6}\b/.exec(subject)?.[0]).find(Boolean)
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`no code was mailed to ${email}`)
}
