import { describe, expect, test, vi } from 'vitest'
import { inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { ask, codeFor, mailsTo, newEmail, signInWith, type } = await import('@/lib/testing/account')
const { installBreaks, stepsOf } = await import('@/lib/testing/crash')
const { db } = await import('@/lib/db/prisma')
const { getViewer } = await import('./viewer')
const { takeLimit } = await import('@/lib/limits/take')
const { CODES_TO_ADDRESS } = await import('./limits')

const browser = () => newBrowser(SHOP_URL)
const viewer = (of: ReturnType<typeof browser>) => inBrowser(of, getViewer)
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a code', () => {
  test('signs in once, and 20 at a time make one login', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email)
    const code = await codeFor(shop, email)
    const copies = Array.from({ length: 20 }, () => ({ ...mine, cookies: new Map(mine.cookies) }))
    const results = await Promise.all(copies.map((copy) => type(copy, code)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db.login.count({ where: { user: { email } } })).toBe(1)
    expect(await type(mine, code)).toEqual({ ok: false, error: 'wrong_code' })
  })

  test('works only in the browser that asked, and no other browser burns or replaces it', async () => {
    const email = newEmail()
    const [mine, theirs] = [browser(), browser()]
    await ask(mine, email)
    const code = await codeFor(shop, email)
    expect(await type(theirs, code)).toEqual({ ok: false, error: 'not_begun' })
    await ask(theirs, email)
    expect(await codeFor(shop, email)).not.toBe(code)
    for (let guess = 0; guess < 7; guess += 1) expect((await type(theirs, code)).ok).toBe(false)
    expect((await viewer(theirs)).user).toBeNull()
    expect(await type(mine, code)).toEqual({ ok: true, value: null })
    expect((await viewer(mine)).user?.email).toBe(email)
  })

  test('is burnt by five wrong tries', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email)
    const code = await codeFor(shop, email)
    for (let guess = 0; guess < 5; guess += 1)
      expect(await type(mine, wrong(code))).toEqual({ ok: false, error: 'wrong_code' })
    expect(await type(mine, code)).toEqual({ ok: false, error: 'burnt' })
    expect(await type(mine, code)).toEqual({ ok: false, error: 'wrong_code' })
    expect(await db.user.count({ where: { email } })).toBe(0)
  })

  test('is not guessed by many tries at once either', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email)
    const code = await codeFor(shop, email)
    for (let round = 0; round < 10; round += 1)
      await Promise.all(Array.from({ length: 20 }, () => type(mine, wrong(code))))
    expect((await type(mine, code)).ok).toBe(false)
    expect(await db.user.count({ where: { email } })).toBe(0)
  })

  test('lives ten minutes', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email)
    const code = await codeFor(shop, email)
    const [row] = await db.loginCode.findMany({ orderBy: { createdAt: 'desc' }, take: 1 })
    expect(Number(row?.expiresAt) - Number(row?.createdAt)).toBeLessThanOrEqual(600_000)
    await db.loginCode.updateMany({
      where: { id: row?.id ?? '' },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect((await type(mine, code)).ok).toBe(false)
    expect((await viewer(mine)).user).toBeNull()
  })

  test('gives way to a newer one', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email)
    const older = await codeFor(shop, email)
    await ask(mine, email)
    const newer = await codeFor(shop, email)
    if (older !== newer) expect((await type(mine, older)).ok).toBe(false)
    expect(await type(mine, newer)).toEqual({ ok: true, value: null })
  })

  test('is read in both languages, and what is stored names nobody', async () => {
    const email = newEmail()
    const mine = browser()
    await ask(mine, email, 'ja')
    const code = await codeFor(shop, email)
    const [mail] = await mailsTo(shop, email)
    expect(mail?.subject).toBe(`サインイン用コード：${code}`)
    expect(mail?.text).toContain(code)
    const stored = JSON.stringify([
      await db.loginCode.findMany(),
      (await db.rateLimit.findMany()).map(({ key }) => key),
    ])
    for (const secret of [code, email, ...mine.cookies.values()]) expect(stored).not.toContain(secret)
  })

  test.each(['not an address', 'a@b', 'ada@example.com,eve@example.com', '\u212aate@example.com'])(
    '%j is asked for nothing',
    async (address) => {
      const before = await db.loginCode.count()
      expect(await ask(browser(), address)).toEqual({ ok: false, error: 'invalid_email' })
      expect(await db.loginCode.count()).toBe(before)
    },
  )
})

describe('whoever asks', () => {
  test('cannot tell a known address from an unknown one: the same answer, mail and statements', async () => {
    installBreaks()
    const known = newEmail()
    await signInWith(shop, browser(), known)
    const unknown = newEmail()
    const asking = async (email: string) => {
      const mine = browser()
      let answer: unknown
      const steps = await stepsOf(async () => {
        answer = await ask(mine, email)
      })
      return { steps, answer, cookies: [...mine.cookies.keys()] }
    }
    expect(await asking(known)).toEqual(await asking(unknown))
    const shape = ({ subject, text }: { subject: string; text: string }) =>
      (subject + text).replace(/\d{6}/g, '')
    const [one] = await mailsTo(shop, known)
    const [other] = await mailsTo(shop, unknown)
    expect(one && shape(one)).toBe(other && shape(other))
  })

  test('gets three codes in a quarter of an hour, six in an hour, ten in a day, however many ask at once', async () => {
    const email = newEmail()
    const results = await Promise.all(Array.from({ length: 20 }, () => ask(browser(), email)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(3)
    expect(results.filter((result) => !result.ok && result.error === 'too_many')).toHaveLength(17)
    expect(await mailsTo(shop, email)).toHaveLength(3)

    let taken = 0
    const counts: number[] = []
    for (let quarter = 0; quarter < 96; quarter += 1) {
      while (await takeLimit('test', ...CODES_TO_ADDRESS)) taken += 1
      counts.push(taken)
      await db.$executeRaw`UPDATE rate_limit SET
        taken_at = ARRAY(SELECT at - interval '15 minutes' FROM unnest(taken_at) AS at) WHERE key = 'test'`
    }
    expect(counts[0]).toBe(3)
    expect(counts[3]).toBe(6)
    expect(counts[95]).toBe(10)
    while (await takeLimit('test', ...CODES_TO_ADDRESS)) taken += 1
    expect(taken).toBeGreaterThan(10)
  })

  test('has at most fifty guesses a day at one mailbox', () => {
    const day = CODES_TO_ADDRESS.find(({ perSeconds }) => perSeconds === 86_400)
    const hour = CODES_TO_ADDRESS.find(({ perSeconds }) => perSeconds === 3_600)
    expect((hour?.max ?? 0) * 5).toBe(30)
    expect((day?.max ?? 0) * 5).toBe(50)
  })
})
