import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { SignInPage } from '../pages/sign-in-page'
import type { Emulator } from './emulator'
import { expect } from './expect'
import { settings } from './settings'
import type { Language } from './words'

export type Role = 'owner' | 'editor' | 'viewer'

/** Lets somebody new onto the staff, as `npm run staff -- add` does. */
export async function newStaff(role: Role): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  const email = `${role}-${randomBytes(6).toString('hex')}@example.com`
  const client = new pg.Client({ connectionString: settings.databaseUrl })
  await client.connect()
  try {
    await client.query('INSERT INTO staff (id, email, role) VALUES ($1, $2, $3::"StaffRole")', [
      id,
      email,
      role,
    ])
    return email
  } finally {
    await client.end()
  }
}

/** Signs somebody new of the staff in, on the merchant's own page; their address. */
export async function signInAsStaff(
  page: Page,
  emulator: Emulator,
  role: Role,
  language: Language = 'en',
): Promise<string> {
  const email = await newStaff(role)
  const signIn = new SignInPage(page, language, emulator)
  await page.goto(`/${language}/admin/sign-in`)
  await signIn.signInAs(email)
  await expect(page).toHaveURL(new RegExp(`/${language}/admin$`))
  return email
}
