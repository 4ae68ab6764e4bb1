import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What the shop's build does not depend on. Anything else counts, so that nothing is forgotten. */
const irrelevantDirs = new Set(['node_modules', 'docs', 'e2e', 'emulator', 'scripts', 'worker', 'generated'])
const irrelevantFiles = /\.(test\.tsx?|md|tsbuildinfo)$|^next-env\.d\.ts$|^(playwright|vitest)\.|^LICENSE$/
const outputDirs = new Set(['test-results', 'playwright-report'])

/** The files under a folder that the build is made of, sorted, relative to it. */
export function sourceFiles(root: string, below = ''): string[] {
  return readdirSync(path.join(root, below), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.posix.join(below, entry.name)
      if (entry.isDirectory()) return isSourceDir(entry.name) ? sourceFiles(root, name) : []
      return isSourceFile(entry.name) ? [name] : []
    })
    .sort()
}

const isSourceDir = (name: string) =>
  !name.startsWith('.') && !irrelevantDirs.has(name) && !outputDirs.has(name)

const isSourceFile = (name: string) =>
  (name.startsWith('.env') || !name.startsWith('.')) && !irrelevantFiles.test(name)

/** One hash over the names and contents of files, and over the circumstances given. */
export function fingerprint(root: string, files: string[], circumstances: Record<string, string>): string {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  return hash.update(JSON.stringify(circumstances)).digest('hex')
}

/** Remembers, in a file, what a result was made of. */
export function isStamped(stampFile: string, value: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === value
}

export function stamp(stampFile: string, value: string): void {
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, value)
}
