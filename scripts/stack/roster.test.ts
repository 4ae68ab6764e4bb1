import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { identify } from '../process-identity.ts'
import { runProgram } from './program.ts'
import { claimFolder } from './roster.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'upnext-roster-'))
})

const sleeper = () =>
  runProgram({
    name: 'sleeper',
    args: ['-e', 'setInterval(() => undefined, 1e6)'],
    env: process.env,
    logFile: path.join(dataDir, 'log'),
  })
const killLauncher = () => {
  const file = path.join(dataDir, 'running.json')
  const roster = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(
    file,
    JSON.stringify({ ...roster, launcher: { pid: process.pid, startedAt: 'an earlier life' } }),
  )
}

it('refuses a data directory that a living launcher holds, until it lets go', async () => {
  const roster = await claimFolder(dataDir, 'this data')
  await expect(claimFolder(dataDir, 'this data')).rejects.toThrow('already runs with this data')
  roster.release()
  await expect(claimFolder(dataDir, 'this data')).resolves.toBeDefined()
})

it('stops what a killed launcher left', async () => {
  const program = sleeper()
  const roster = await claimFolder(dataDir, 'this data')
  roster.record([program])
  killLauncher()
  await claimFolder(dataDir, 'this data')
  expect(await program.ended).toBe('SIGTERM')
})

it('leaves alone a process that only has the number of one it left', async () => {
  const program = sleeper()
  const pid = program.identity?.pid ?? 0
  const roster = await claimFolder(dataDir, 'this data')
  roster.record([{ ...program, identity: { pid, startedAt: 'an earlier life' } }])
  killLauncher()
  await claimFolder(dataDir, 'this data')
  expect(identify(pid)).toEqual(program.identity)
  await program.stop()
})
