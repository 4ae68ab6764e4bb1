import { expect, it } from 'vitest'
import { createProgress, stepLine } from './progress.ts'

function record() {
  const written: string[] = []
  return { output: { write: (text: string) => written.push(text) }, text: () => written.join('') }
}

it('gives each step one line, with its outcome and time', async () => {
  const { output, text } = record()
  const progress = createProgress(output)
  await progress.step('Database', async () => 'PostgreSQL in .data/pg')
  await progress.step('Worker', async () => undefined)
  expect(text()).toMatch(/^ {2}✓ Database +PostgreSQL in \.data\/pg +0\.\d s\n {2}✓ Worker +0\.\d s\n$/)
})

it('marks a failed step and hands on its failure', async () => {
  const { output, text } = record()
  const fail = createProgress(output).step('Build', () => Promise.reject(new Error('no disk')))
  await expect(fail).rejects.toThrow('no disk')
  expect(text()).toMatch(/^ {2}✗ Build +failed/)
})

it('shows nothing of steps that end after it was closed', async () => {
  const { output, text } = record()
  const progress = createProgress(output)
  await progress.step('Build', async () => {
    progress.close()
    return 'built'
  })
  progress.say('late')
  expect(text()).toBe('')
})

it('aligns its columns', () => {
  const lines = [stepLine('✓', 'Shop', '', 65), stepLine('✗', 'Migrations', 'up to date', 123_456)]
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  expect(lines[1]).toContain('123.5 s')
})
