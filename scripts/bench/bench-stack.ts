import { rmSync } from 'node:fs'
import path from 'node:path'
import { storeStatement } from '../../lib/webhooks/store-statement.ts'
import { startDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { buildFolder, buildShop, generateClient, serveArgs } from '../stack/build.ts'
import { type ChildEnv, emulatorEnvironment, envFileKeys, shopEnvironment } from '../stack/environment.ts'
import type { Program } from '../stack/program.ts'
import type { Progress } from '../stack/progress.ts'
import { claimFolder } from '../stack/roster.ts'
import { loadSecrets, type Secrets } from '../stack/secrets.ts'
import { type Readiness, runTask, startService } from '../stack/service.ts'
import { addresses, logFile } from '../stack/settings.ts'
import { buildBaseline } from './baseline.ts'
import { choosePorts } from './ports.ts'
import { type ProviderProxy, startProviderProxy } from './provider-proxy.ts'
import { emptyShop } from './shop-data.ts'

const tsx = ['--import', 'tsx']
const workerPaths = { TSX_TSCONFIG_PATH: 'tsconfig.worker.json' }

/** A server under measurement. */
export type Server = { url: string; pid: number }

/** The running shop as `npm start` has it, but with its parts in reach: pids to measure, a worker that can rest. */
export type BenchStack = {
  databaseUrl: string
  emulatorUrl: string
  secrets: Secrets
  /** Sees every call of the shop to the provider; the worker calls past it. */
  provider: ProviderProxy
  shop: Server
  baseline: Server
  startWorker: () => Promise<Program>
}

type Context = {
  dataDir: string
  progress: Progress
  /** Takes what must be stopped at the end, in the opposite order. */
  onStop: (stop: () => unknown) => void
}

/** Starts database, emulator, shop and baseline, builds what changed, and begins with an empty order book. */
export async function startBenchStack({ dataDir, progress, onStop }: Context): Promise<BenchStack> {
  for (const [folder, contents] of [
    [dataDir, `the data in ${dataDir}`],
    [buildFolder, 'the build in .next'],
  ] as const) {
    const claim = await claimFolder(folder, contents)
    onStop(claim.release)
  }
  const { baseline: baselinePort, ...ports } = await choosePorts(dataDir)
  const settings = { mode: 'demo' as const, dataDir, ports }
  const at = addresses(ports)
  const secrets = loadSecrets(dataDir)
  const track = (program: Program) => onStop(program.stop)

  const start = (name: string, args: string[], env: ChildEnv, ready: Readiness): Promise<Program> =>
    startService({ name, args, env, ready, logFile: logFile(dataDir, name), timeoutMs: 60_000 }, track)
  const serve = async (name: string, dir: string[], port: number, env: ChildEnv, health: string) => {
    const url = `http://localhost:${port}`
    const program = await start(name, serveArgs(port, ...dir), env, {
      url: `http://127.0.0.1:${port}${health}`,
    })
    return { url, pid: program.identity?.pid ?? 0 }
  }

  const database = await startDatabase({ dataDir, env: {} })
  onStop(database.stop)
  await migrate(database.url)
  const env = shopEnvironment({
    settings,
    databaseUrl: database.url,
    secrets,
    inherited: process.env,
    fileKeys: envFileKeys(),
  })
  await progress.step('Catalogue', async () => {
    rmSync(path.join(dataDir, 'emulator'), { recursive: true, force: true })
    await emptyShop(database.url)
    await start(
      'emulator',
      [...tsx, 'emulator/main.ts'],
      emulatorEnvironment({ settings, secrets, inherited: process.env }),
      { url: `${at.emulator}/_emulator/health` },
    )
    await generateClient({ env, dataDir, track })
    const seed = { name: 'seed', args: [...tsx, 'prisma/seed.ts'], env: { ...env, ...workerPaths } }
    await runTask({ ...seed, logFile: logFile(dataDir, 'seed') }, track)
    return undefined
  })
  await progress.step('Build', () => buildShop({ env, dataDir, track }))
  const baselineEnv = {
    ...env,
    WEBHOOK_KEY: secrets.webhookKey,
    STORE_WEBHOOK: storeStatement.text,
  }
  const baselineDir = path.join(dataDir, 'baseline')
  await progress.step('Baselines', () =>
    buildBaseline({ dir: baselineDir, dataDir, env: baselineEnv, track }),
  )

  const provider = await startProviderProxy(at.emulator)
  onStop(provider.close)
  const startWorker = () =>
    start('worker', [...tsx, 'worker/main.ts'], { ...env, ...workerPaths }, { line: 'worker ready' })
  const shop = await serve(
    'shop',
    [],
    ports.shop,
    { ...env, DODO_PAYMENTS_BASE_URL: provider.url },
    '/api/health',
  )
  const baseline = await serve('baseline', [baselineDir], baselinePort, baselineEnv, '/')
  return {
    databaseUrl: database.url,
    emulatorUrl: at.emulator,
    secrets,
    provider,
    shop,
    baseline,
    startWorker,
  }
}
