import { rmSync } from 'node:fs'
import path from 'node:path'
import { openProviderLine, type ProviderLine } from '../../lib/testing/provider-line.ts'
import { discardDatabase, startDatabase } from '../database.ts'
import { freePort } from '../free-port.ts'
import { migrate } from '../migrate.ts'
import { buildFolder, buildShop, generateClient, serveArgs } from '../stack/build.ts'
import { emulatorEnvironment, envFileKeys, shopEnvironment } from '../stack/environment.ts'
import type { Program } from '../stack/program.ts'
import type { Progress } from '../stack/progress.ts'
import { claimFolder } from '../stack/roster.ts'
import { loadSecrets, type Secrets } from '../stack/secrets.ts'
import { runTask, startService } from '../stack/service.ts'
import { addresses, logFile } from '../stack/settings.ts'
import { openBalancer } from './balancer.ts'
import { type DatabaseLine, openDatabaseLine } from './database-line.ts'
import { prepareEvidence } from './evidence.ts'
import { hangUp } from './http.ts'
import { Service } from './service-handle.ts'

const tsx = ['--import', 'tsx']
const workerPaths = { TSX_TSCONFIG_PATH: 'tsconfig.worker.json' }

/** One instance of the built shop, with the line to its database in reach. */
export type Instance = { url: string; service: Service; database: DatabaseLine }

/** The shop as it is deployed: two instances behind one address, a worker, PostgreSQL, and the provider's stand-in. */
export type TrustStack = {
  /** Where people and the provider reach the shop. */
  shopUrl: string
  instances: [Instance, Instance]
  worker: { service: Service; database: DatabaseLine }
  /** Past every line. */
  databaseUrl: string
  emulatorUrl: string
  /** The line to the provider. */
  provider: ProviderLine
  /** Whether processes that are started now reach the provider and the database over their lines. */
  throughLine: boolean
  /** Where processes that are started now look for the provider instead; null for where it is. */
  providerAddress: string | null
  /** After how many lost answers processes that are started now pause one click. */
  pausesAfter: number
  secrets: Secrets
  /** The settings of the shop, for an operator's commands. */
  env: NodeJS.ProcessEnv
}

type Context = {
  /** Takes the build that is there, which whoever starts this has just made. */
  built: boolean
  progress: Progress
  /** Takes what must be stopped at the end, in the opposite order. */
  onStop: (stop: () => unknown) => void
}

const dataDir = '.data/trust'
/** Trials of the charges themselves make more lost answers than any provider. */
export const NEVER = 1_000_000

/** Starts it all on an empty database; the disk is waited for, as in a deployment. */
export async function startTrustStack({ built, progress, onStop }: Context): Promise<TrustStack> {
  const programs: Program[] = []
  let record = (_: Program[]) => {}
  for (const [folder, contents] of [
    [dataDir, `the data in ${dataDir}`],
    [buildFolder, 'the build in .next'],
  ] as const) {
    const claim = await claimFolder(folder, contents)
    onStop(claim.release)
    if (folder === dataDir) record = claim.record
  }
  await discardDatabase(dataDir)
  rmSync(path.join(dataDir, 'emulator'), { recursive: true, force: true })
  const ports = { shop: await freePort(), emulator: await freePort(), mail: await freePort() }
  const settings = { mode: 'test' as const, dataDir, ports }
  const at = addresses(ports)
  const secrets = loadSecrets(dataDir)
  const track = (program: Program) => {
    onStop(program.stop)
    programs.push(program)
    record(programs)
  }

  const database = await startDatabase({ dataDir, env: {} })
  onStop(database.stop)
  await migrate(database.url)
  await prepareEvidence(database.url)
  const env = shopEnvironment({
    settings,
    databaseUrl: database.url,
    secrets,
    inherited: process.env,
    fileKeys: envFileKeys(),
  })
  const launch = (
    name: string,
    args: string[],
    own: NodeJS.ProcessEnv,
    ready: { url: string } | { line: string },
  ) =>
    startService({ name, args, env: own, ready, logFile: logFile(dataDir, name), timeoutMs: 60_000 }, track)

  await progress.step('Catalogue', async () => {
    const emulatorEnv = emulatorEnvironment({ settings, secrets, inherited: process.env })
    await launch('emulator', [...tsx, 'emulator/main.ts'], emulatorEnv, {
      url: `${at.emulator}/_emulator/health`,
    })
    await generateClient({ env, dataDir, track })
    const seed = { name: 'seed', args: [...tsx, 'prisma/seed.ts'], env: { ...env, ...workerPaths } }
    await runTask({ ...seed, logFile: logFile(dataDir, 'seed') }, track)
    return undefined
  })
  if (!built) await progress.step('Build', () => buildShop({ env, dataDir, track }))

  const provider = await openProviderLine(at.emulator)
  onStop(provider.close)
  const own = async () => {
    const line = await openDatabaseLine(database.url)
    onStop(line.close)
    return {
      line,
      env: () => ({
        ...env,
        DATABASE_URL: stack.throughLine ? line.url : database.url,
        DODO_PAYMENTS_BASE_URL: stack.providerAddress ?? (stack.throughLine ? provider.url : at.emulator),
        PAUSE_AFTER_UNKNOWN: String(stack.pausesAfter),
      }),
    }
  }
  const instance = async (name: string): Promise<Instance> => {
    const port = await freePort()
    const { line, env: instanceEnv } = await own()
    const url = `http://127.0.0.1:${port}`
    const ready = { url: `${url}/api/health` }
    const service = new Service(name, () => launch(name, serveArgs(port), instanceEnv(), ready))
    return { url, service, database: line }
  }
  const worker = await own()
  const workerEnv = () => ({ ...worker.env(), ...workerPaths, LOG_LEVEL: 'info' })
  const stack: TrustStack = {
    shopUrl: at.shop,
    instances: [await instance('shop-a'), await instance('shop-b')],
    worker: {
      service: new Service('worker', () =>
        launch('worker', [...tsx, 'worker/main.ts'], workerEnv(), { line: 'worker ready' }),
      ),
      database: worker.line,
    },
    databaseUrl: database.url,
    emulatorUrl: at.emulator,
    provider,
    throughLine: false,
    providerAddress: null,
    pausesAfter: NEVER,
    secrets,
    env,
  }
  await progress.step('Shop', async () => {
    const balancer = await openBalancer(
      ports.shop,
      stack.instances.map(({ url }) => Number(new URL(url).port)),
    )
    onStop(balancer.close)
    await Promise.all([...stack.instances, stack.worker].map(({ service }) => service.start()))
    return 'two instances, one worker'
  })
  return stack
}

type Settings = Partial<Pick<TrustStack, 'throughLine' | 'providerAddress' | 'pausesAfter'>>

/** Starts every process of the shop anew, with the provider where it is and one click never paused but for what is said. */
export async function restartAll(stack: TrustStack, settings: Settings = {}): Promise<void> {
  await restart(stack, [...stack.instances, stack.worker], settings)
}

/** Starts the two instances anew; the worker goes on. */
export async function restartInstances(stack: TrustStack, settings: Settings = {}): Promise<void> {
  await restart(stack, stack.instances, settings)
}

async function restart(
  stack: TrustStack,
  processes: readonly { service: Service }[],
  settings: Settings,
): Promise<void> {
  Object.assign(stack, { throughLine: false, providerAddress: null, pausesAfter: NEVER, ...settings })
  const services = processes.map(({ service }) => service)
  await Promise.all(services.map((service) => service.kill()))
  hangUp()
  await Promise.all(services.map((service) => service.start()))
}
