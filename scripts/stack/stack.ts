import { rmSync } from 'node:fs'
import path from 'node:path'
import { type Database, discardDatabase, startDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import type { Trouble } from '../trouble.ts'
import { buildFolder, buildShop, generateClient, nextCli, serveArgs } from './build.ts'
import { type ChildEnv, emulatorEnvironment, envFileKeys, shopEnvironment } from './environment.ts'
import { requireFreePorts } from './ports.ts'
import type { Program } from './program.ts'
import type { Progress } from './progress.ts'
import { claimFolder, type Roster } from './roster.ts'
import { loadSecrets } from './secrets.ts'
import { deathOf, runTask, type ServiceSpec, startService } from './service.ts'
import { addresses, logFile, type StackSettings } from './settings.ts'

const tsx = ['--import', 'tsx']
const tsxWatch = [path.join('node_modules', 'tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false']
const workerPaths = { TSX_TSCONFIG_PATH: 'tsconfig.worker.json' }

/**
 * Database, emulator, catalogue, build, worker and shop, started in this order and stopped in the opposite one.
 * `stop` may be called at any time, also while it starts.
 */
export class Stack {
  /** Resolves when a part dies that should be running. */
  readonly broken: Promise<Trouble>

  #reportBroken: (trouble: Trouble) => void = () => undefined
  #programs: Program[] = []
  #roster: Roster | null = null
  #buildClaim: Roster | null = null
  #database: Promise<Database> | null = null
  #stopping = false
  #stopped: Promise<void> | null = null
  #shopEnv: ChildEnv = process.env

  constructor(
    readonly settings: StackSettings,
    readonly progress: Progress,
  ) {
    this.broken = new Promise((resolve) => {
      this.#reportBroken = resolve
    })
  }

  /** What the shop, its worker and its seed are started with; filled once the database runs. */
  get env(): ChildEnv {
    return this.#shopEnv
  }

  async start(): Promise<void> {
    const { settings } = this
    this.#roster = await claimFolder(settings.dataDir, `the data in ${settings.dataDir}`)
    if (settings.mode !== 'development') {
      this.#buildClaim = await claimFolder(buildFolder, 'the build in .next')
    }
    await requireFreePorts(settings.ports)
    if (settings.mode === 'test') await this.#discardData()
    await this.#step('Database', () => this.#startDatabase())
    await this.#step('Migrations', () => this.#migrate())
    await this.#step('Emulator', () => this.#startEmulator())
    await this.#step('Catalogue', () => this.#seed())
    if (settings.mode !== 'development') await this.#step('Build', () => this.#build())
    await this.#step('Worker', () => this.#startWorker())
    await this.#step('Shop', () => this.startShop(settings.ports.shop))
  }

  /** Starts one more instance of the built shop on the same database; the first one is started by `start`. */
  async startShop(port: number): Promise<string> {
    const main = port === this.settings.ports.shop
    await this.#startService({
      name: main ? 'shop' : `shop-${port}`,
      args:
        this.settings.mode === 'development'
          ? [nextCli, 'dev', '-H', '127.0.0.1', '-p', String(port)]
          : serveArgs(port),
      env: this.#shopEnv,
      ready: { url: `http://127.0.0.1:${port}/api/health` },
      timeoutMs: 60_000,
      // A browser's idle connection would hold the server for longer.
      patienceMs: 3_000,
    })
    return `http://localhost:${port}`
  }

  stop(): Promise<void> {
    this.#stopping = true
    this.#stopped ??= this.#stopAll()
    return this.#stopped
  }

  async #stopAll(): Promise<void> {
    for (const program of this.#programs.toReversed()) await program.stop()
    const database = await this.#database?.catch(() => null)
    await database?.stop()
    this.#buildClaim?.release()
    this.#roster?.release()
  }

  async #discardData(): Promise<void> {
    const { dataDir } = this.settings
    await discardDatabase(dataDir)
    rmSync(path.join(dataDir, 'emulator'), { recursive: true, force: true })
  }

  async #step(name: string, work: () => Promise<string | undefined>): Promise<void> {
    if (this.#stopping) throw new Error('The stack was stopped while it started.')
    await this.progress.step(name, work)
  }

  async #startDatabase(): Promise<string> {
    const { settings } = this
    this.#database = startDatabase({
      dataDir: settings.dataDir,
      throwaway: settings.mode === 'test',
      env: { DATABASE_URL: settings.databaseUrl },
    })
    const database = await this.#database
    this.#shopEnv = shopEnvironment({
      settings,
      databaseUrl: database.url,
      secrets: loadSecrets(settings.dataDir),
      inherited: process.env,
      fileKeys: envFileKeys(),
    })
    return database.external
      ? `yours, at ${new URL(database.url).host}`
      : `PostgreSQL in ${settings.dataDir}/pg`
  }

  async #migrate(): Promise<string> {
    const applied = await migrate(this.#shopEnv.DATABASE_URL ?? '')
    return applied.length > 0 ? `${applied.length} applied` : 'up to date'
  }

  async #startEmulator(): Promise<string> {
    const { settings } = this
    const secrets = loadSecrets(settings.dataDir)
    const { emulator } = addresses(settings.ports)
    await this.#startService({
      name: 'emulator',
      args: [...this.#runner(), 'emulator/main.ts'],
      env: emulatorEnvironment({ settings, secrets, inherited: process.env }),
      ready: { url: `${emulator}/_emulator/health` },
      timeoutMs: 30_000,
    })
    return emulator
  }

  async #seed(): Promise<string | undefined> {
    await generateClient({ env: this.#shopEnv, dataDir: this.settings.dataDir, track: this.#track })
    const seed = await runTask(
      {
        name: 'seed',
        args: [...tsx, 'prisma/seed.ts'],
        env: { ...this.#shopEnv, ...workerPaths },
        logFile: logFile(this.settings.dataDir, 'seed'),
      },
      this.#track,
    )
    return seed
      .tail()
      .split('\n')
      .at(-1)
      ?.replace(/^Catalogue: /, '')
  }

  #build(): Promise<string> {
    return buildShop({ env: this.#shopEnv, dataDir: this.settings.dataDir, track: this.#track })
  }

  async #startWorker(): Promise<undefined> {
    await this.#startService({
      name: 'worker',
      args: [...this.#runner(), 'worker/main.ts'],
      env: { ...this.#shopEnv, ...workerPaths, LOG_LEVEL: 'info' },
      ready: { line: 'worker ready' },
      timeoutMs: 30_000,
    })
  }

  async #startService(spec: Omit<ServiceSpec, 'logFile' | 'onLine'>): Promise<void> {
    const file = logFile(this.settings.dataDir, spec.name)
    const talkative = spec.name === 'shop' && this.settings.mode === 'development'
    let ready = false
    const program = await startService(
      {
        ...spec,
        logFile: file,
        onLine: (line, stream) => {
          if (ready && (talkative || isWorthShowing(line, stream)))
            this.progress.say(`${spec.name.padEnd(8)} | ${line}`)
        },
      },
      this.#track,
    )
    ready = true
    void program.ended.then(async () => {
      if (!this.#stopping) this.#reportBroken(await deathOf(program, file))
    })
  }

  #runner(): string[] {
    return this.settings.mode === 'development' ? tsxWatch : tsx
  }

  #track = (program: Program): void => {
    if (this.#stopping) void program.stop()
    this.#programs.push(program)
    this.#roster?.record(this.#programs)
  }
}

/** What people should see of a program's output: its complaints (the logger writes JSON, 50 is "error"). */
export function isWorthShowing(line: string, stream: 'stdout' | 'stderr'): boolean {
  return stream === 'stderr' || /^\{"level":[56]0,/.test(line)
}
