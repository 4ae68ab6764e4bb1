import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript without dependencies: this runs before anything is installed.

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = path.join(root, 'node_modules')
const lockFile = path.join(root, 'package-lock.json')
const stampFile = path.join(modules, '.upnext-install')

/**
 * Makes a fresh clone ready to run TypeScript, then runs one of our scripts in this process.
 * @param {string} script file name beside this one
 */
export async function launch(script) {
  requireNode()
  process.chdir(root)
  if (!isInstalled()) await install()
  const { register } = await import('tsx/esm/api')
  register()
  await import(`./${script}`)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `Upnext needs Node 20.19 or newer; this is ${process.version}.`,
    'Get one at https://nodejs.org and start again.',
  )
}

function isInstalled() {
  if (!existsSync(path.join(modules, 'tsx'))) return false
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === installStamp()
  // Installed by hand: npm's own record is newer than the lock file it was made from.
  const record = path.join(modules, '.package-lock.json')
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(lockFile).mtimeMs) return false
  writeFileSync(stampFile, installStamp())
  return true
}

function installStamp() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${process.platform}-${process.arch} ${hash}`
}

async function install() {
  const since = Date.now()
  const shown = process.stdout.isTTY
  process.stdout.write('  … Installing   packages from the npm registry, a minute or so the first time')
  const { code, output } = await npm('ci', '--include=dev', '--no-audit', '--no-fund')
  process.stdout.write(shown ? '\r\u001b[2K' : '\n')
  if (code !== 0) {
    fail(
      `${output.split('\n').slice(-30).join('\n')}\n\nInstalling the packages failed.`,
      'Check the network and the npm registry (npm ping), then start again.',
    )
  }
  writeFileSync(stampFile, installStamp())
  const seconds = `${((Date.now() - since) / 1000).toFixed(1)} s`
  console.log(
    `  ✓ ${'Installing'.padEnd(11)}  ${'packages from the npm registry'.padEnd(58)}  ${seconds.padStart(7)}`,
  )
}

/** @param {string[]} args */
function npm(...args) {
  const cli = process.env.npm_execpath
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []]
  const child = spawn(program, [...first, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const read = (data) => {
    output = (output + data).slice(-20_000)
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/**
 * @param {string} message
 * @param {string} advice
 */
function fail(message, advice) {
  console.error(`\n${message}\n\n${advice}\n`)
  process.exit(1)
}
