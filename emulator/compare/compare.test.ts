import { afterEach, describe, expect, test } from 'vitest'
import { API_KEY, startEmulator } from '../testing'
import { compare, printReport } from './compare'
import { compareShapes, shapeOf } from './shape'
import { realSide } from './side'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function side(name: string) {
  const emulator = await startEmulator()
  closers.push(emulator.close)
  return { emulator, side: { name, url: emulator.url, key: API_KEY } }
}

describe('comparing with the real test mode', () => {
  test.each([
    [undefined, undefined, 'missing'],
    ['live_abc', undefined, 'live key'],
    ['key', 'https://live.dodopayments.com', 'refused'],
    ['key', 'https://test.dodopayments.com.evil.example', 'refused'],
    ['key', 'https://example.com', 'refused'],
    ['key', 'not an address', 'refused'],
  ])('refuses key %s at %s', (key, url, why) => {
    expect(() => realSide(key, url)).toThrow(why)
  })

  test('asks the test host unless an emulator of this machine is given', () => {
    expect(realSide('key', undefined).url).toBe('https://test.dodopayments.com')
    expect(realSide('key', 'http://127.0.0.1:4010/').url).toBe('http://127.0.0.1:4010')
  })

  test('an emulator is the same as another, and leaves no product for sale and no endpoint', async () => {
    const real = await side('other')
    const here = await side('emulator')
    const reports = await compare(real.side, here.side)
    expect(reports.filter((report) => report.differences.length > 0)).toEqual([])
    const lines: string[] = []
    printReport(reports, (line) => lines.push(line))
    expect(lines.at(-1)).toBe(`steps ${reports.length}, same ${reports.length}, different 0`)
    expect(real.emulator.control.payments()).toEqual([])
    const left = await fetch(`${real.side.url}/products`, { headers: { authorization: `Bearer ${API_KEY}` } })
    expect(await left.json()).toEqual({ items: [] })
  })

  test('names a key, a type, a status and a code that differ', async () => {
    const real = await side('other')
    const here = await side('emulator')
    const spoil = (route: string, effect: object) =>
      real.emulator.control.weather({ match: { route }, effect: effect as never })
    real.emulator.control.weather({
      match: { route: 'GET /customers/cus*' },
      times: 1,
      effect: { rewrite: { set: { email: 7, extra: {} }, remove: ['name'] } },
    })
    spoil('GET /payments/*', { status: 410, body: { code: 'GONE', message: '' } })
    const reports = await compare(real.side, here.side)
    const differing = reports.filter((report) => report.differences.length > 0)
    expect(differing).toEqual([
      {
        name: 'GET /payments/{unknown}',
        differences: ['status: 410 here, 404 in the emulator', 'code: GONE here, NOT_FOUND in the emulator'],
      },
      {
        name: 'GET /customers/{id}',
        differences: [
          'email: number here, string in the emulator',
          'extra: object here, absent in the emulator',
          'name: absent here, string in the emulator',
        ],
      },
    ])
  })

  test('stops at a key the other side does not know', async () => {
    const real = await side('other')
    const here = await side('emulator')
    await expect(compare({ ...real.side, key: 'of the live mode' }, here.side)).rejects.toThrow(
      'does not know',
    )
  })
})

describe('shapes', () => {
  const differ = (a: unknown, b: unknown) => compareShapes(shapeOf(a), shapeOf(b)).map(({ path }) => path)
  test.each([
    [{ a: 1, b: null }, { a: 2, b: 'x' }, []],
    [{ items: [] }, { items: [{ a: 1 }] }, []],
    [{ items: [{ a: 1 }] }, { items: [{ a: 'x' }, { b: 1 }] }, ['items[].a', 'items[].b']],
    [{ metadata: { mine: 1 } }, { metadata: {} }, []],
    [{ a: { b: 1 } }, { a: null }, []],
    [[], {}, ['(whole)']],
  ])('%j and %j', (a, b, paths) => expect(differ(a, b)).toEqual(paths))
})
