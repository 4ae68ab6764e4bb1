import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { nextCli } from '../stack/build.ts'
import type { ChildEnv } from '../stack/environment.ts'
import { fingerprint, isStamped, sourceFiles, stamp } from '../stack/fingerprint.ts'
import type { Program } from '../stack/program.ts'
import { runTask } from '../stack/service.ts'
import { logFile } from '../stack/settings.ts'

const source = path.join('scripts', 'bench', 'baseline')

type Context = { dir: string; dataDir: string; env: ChildEnv; track: (program: Program) => void }

/** Builds the two things to compare with, as one small Next app, by the bundler the shop is built with. */
export async function buildBaseline({ dir, dataDir, env, track }: Context): Promise<string> {
  const stampFile = path.join(dataDir, 'baseline-build')
  const now = fingerprint(source, sourceFiles(source), {
    packages: readFileSync('package-lock.json', 'utf8'),
  })
  if (existsSync(dir) && isStamped(stampFile, now)) return 'nothing changed since the last one'
  rmSync(dir, { recursive: true, force: true })
  cpSync(source, dir, { recursive: true })
  await runTask(
    {
      name: 'baseline build',
      args: [nextCli, 'build', dir],
      env,
      logFile: logFile(dataDir, 'baseline-build'),
    },
    track,
  )
  stamp(stampFile, now)
  return 'built'
}
