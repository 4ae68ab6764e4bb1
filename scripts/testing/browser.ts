import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { Trouble } from '../trouble.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Flags that keep a test browser quiet and let it run as root. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
]

/**
 * A Chromium to test with: the one PW_CHROMIUM names; on Linux x64 the one that came with the npm packages, which has
 * no window system in it and takes half the time; else Playwright's own or an installed one.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.PW_CHROMIUM
  if (named) return named
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser()
  const found = [chromium.executablePath(), ...installed].find((file) => existsSync(file))
  if (found) return found
  throw new Trouble('There is no Chromium to test with.', 'Install one, and name it in PW_CHROMIUM.')
}

async function packagedBrowser(): Promise<string> {
  const home = path.resolve('.data', 'browser')
  const missingLibraries = !systemHas('libnss3.so')
  if (!existsSync(home)) await unpackBrowser(home, missingLibraries)
  if (missingLibraries) {
    const libraries = path.join(home, 'al2023', 'lib')
    process.env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
    process.env.FONTCONFIG_PATH ??= path.join(home, 'fonts')
  }
  return path.join(home, 'chromium')
}

/** Unpacks aside and renames, so that an interrupted run leaves no half of a browser. */
async function unpackBrowser(home: string, withLibraries: boolean): Promise<void> {
  const draft = `${home}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env
  // The package unpacks into the temporary folder, and adds its libraries where it believes to be on that platform.
  process.env.TMPDIR = draft
  if (withLibraries) process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
  } finally {
    restore({ TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH })
  }
  renameSync(draft, home)
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

function systemHas(library: string): boolean {
  return ['ldconfig', '/sbin/ldconfig'].some((command) => {
    const { stdout } = spawnSync(command, ['-p'], { encoding: 'utf8' })
    return stdout?.includes(library) ?? false
  })
}
