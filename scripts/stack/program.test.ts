import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { identify } from '../process-identity.ts'
import { runProgram } from './program.ts'
import { startService } from './service.ts'

const logFile = path.join(mkdtempSync(path.join(tmpdir(), 'upnext-program-')), 'log')
const script = (source: string) => ({ name: 'sample', args: ['-e', source], env: process.env, logFile })

const stubborn = `
  process.on('SIGTERM', () => undefined)
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1e6); console.log('child ready')"], { stdio: 'inherit' })
  console.log('pid ' + child.pid)
  setInterval(() => undefined, 1e6)`

it('ends a program that will not end, and what it started', async () => {
  const pids: number[] = []
  const spec = { ...script(stubborn), patienceMs: 100 }
  const program = await startService(
    {
      ...spec,
      ready: { line: 'child ready' },
      timeoutMs: 10_000,
      onLine: (line) => {
        const pid = /^pid (\d+)$/.exec(line)?.[1]
        if (pid) pids.push(Number(pid))
      },
    },
    () => undefined,
  )
  const [grandchild = 0] = pids
  expect(identify(grandchild)).not.toBeNull()
  await program.stop()
  expect(await program.ended).toBe('SIGKILL')
  expect(identify(grandchild)).toBeNull()
})

it('keeps the last lines without colours, and all of them in the log', async () => {
  const program = runProgram(
    script(
      "for (let i = 1; i <= 40; i++) console.log('\\u001b[31mline ' + i + '\\u001b[0m'); process.exitCode = 3",
    ),
  )
  expect(await program.ended).toBe(3)
  expect(program.tail().split('\n')).toHaveLength(30)
  expect(program.tail()).toMatch(/^line 11\n[\s\S]*line 40$/)
  expect(readFileSync(logFile, 'utf8')).toContain('line 1\u001b')
})

it('reports a service that dies before it is ready, with what it said', async () => {
  const spec = {
    ...script("console.error('no such table'); process.exit(7)"),
    ready: { line: 'never' },
    timeoutMs: 10_000,
  }
  await expect(startService(spec, () => undefined)).rejects.toMatchObject({
    message: 'sample stopped by itself (7).',
    output: 'no such table',
    advice: expect.stringContaining(logFile),
  })
})
