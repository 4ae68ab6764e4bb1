import type { Locator, Page } from '@playwright/test'
import type { Emulator } from '../support/emulator'
import { expect } from '../support/expect'
import { type Language, words } from '../support/words'

/** The two steps of signing in: the address, and the code from its mailbox. */
export class SignInPage {
  readonly heading: Locator
  readonly email: Locator
  readonly send: Locator
  readonly code: Locator
  readonly submit: Locator
  readonly problem: Locator

  constructor(
    readonly page: Page,
    readonly language: Language,
    readonly emulator: Emulator,
  ) {
    const { signIn } = words[language].account
    this.heading = page.getByRole('heading', { level: 1 })
    this.email = page.getByLabel(signIn.email)
    this.send = page.getByRole('button', { name: signIn.send, exact: true })
    this.code = page.getByLabel(signIn.code.label)
    this.submit = page.getByRole('button', { name: signIn.code.submit, exact: true })
    this.problem = page.getByRole('main').getByRole('alert')
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/account/sign-in`)
  }

  /** Asks for a code on the page that is open, and reads it from the mailbox. */
  async ask(email: string): Promise<string> {
    const before = (await this.#codes(email)).length
    await this.email.fill(email)
    await this.send.click()
    await expect(this.code).toBeVisible()
    await expect.poll(async () => (await this.#codes(email)).length).toBe(before + 1)
    return (await this.#codes(email))[0] ?? ''
  }

  /** Proves a mailbox on the page that is open; where that leads is for the story to say. */
  async signInAs(email: string): Promise<void> {
    await this.code.or(this.email).first().waitFor()
    await this.enter(await this.ask(email))
  }

  async enter(code: string): Promise<void> {
    await this.code.fill(code)
    await this.submit.click()
  }

  async #codes(email: string): Promise<string[]> {
    const mails = await this.emulator.mails(email)
    return mails.flatMap(({ subject }) => /(?<!\d)\d{6}(?!\d)/.exec(subject)?.[0] ?? [])
  }
}
