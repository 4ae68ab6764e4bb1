import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isStamped, sourceFiles, stamp } from './fingerprint.ts'

let root: string
const write = (file: string, text = file) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const now = (circumstances = {}) => fingerprint(root, sourceFiles(root), circumstances)

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'upnext-fingerprint-'))
  write('app/page.tsx')
  write('package-lock.json')
  write('.env')
})

describe('the fingerprint of the build', () => {
  it.each([
    'app/page.tsx',
    'app/new/page.tsx',
    'public/pen.svg',
    'package-lock.json',
    'next.config.ts',
    'messages/en.json',
    '.env',
    '.env.local',
  ])('changes with %s', (file) => {
    const before = now()
    write(file, 'something else')
    expect(now()).not.toBe(before)
  })

  it.each([
    'node_modules/next/index.js',
    '.next/BUILD_ID',
    '.data/pg/PG_VERSION',
    '.git/HEAD',
    'e2e/buy.spec.ts',
    'emulator/main.ts',
    'scripts/start.ts',
    'worker/main.ts',
    'lib/money.test.ts',
    'lib/db/generated/client.ts',
    'README.md',
    'next-env.d.ts',
    'tsconfig.tsbuildinfo',
  ])('does not change with %s', (file) => {
    const before = now()
    write(file, 'something else')
    expect(now()).toBe(before)
  })

  it('changes with a new name for the same text, and with the circumstances', () => {
    write('app/a.ts', 'same')
    const before = now({ mode: 'demo' })
    expect(now({ mode: 'test' })).not.toBe(before)
    write('app/b.ts', 'same')
    const both = now({ mode: 'demo' })
    expect(both).not.toBe(before)
  })
})

it('remembers a stamp', () => {
  const file = path.join(root, 'stamps', 'build')
  expect(isStamped(file, 'one')).toBe(false)
  stamp(file, 'one')
  expect(isStamped(file, 'one')).toBe(true)
  expect(isStamped(file, 'two')).toBe(false)
})
