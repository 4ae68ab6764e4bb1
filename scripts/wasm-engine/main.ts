import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { z } from 'zod'
import { createFactory } from './adapter.ts'
import { loadEngine } from './load.ts'
import { answer } from './requests.ts'
import { canConnect, createDatabase, dropDatabase } from './server-commands.ts'

// Speaks to the Prisma CLI as its native engine does: JSON-RPC over stdin and stdout, log lines in JSON on stderr.

const request = z.object({ id: z.number(), method: z.string(), params: z.unknown() })
const failure = z.object({
  message: z.string(),
  code: z.string().optional().catch(undefined),
  meta: z.unknown().optional(),
})

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    version: { type: 'boolean' },
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
})
const datasource = z.object({ url: z.string() }).partial()
const url = datasource.parse(JSON.parse(z.string().catch('{}').parse(flags.datasource))).url ?? ''

if (flags.version) console.log(`schema-engine-cli (wasm) ${(await loadEngine()).version()}`)
else if (positionals[0] === 'cli') await runCommand(positionals[1])
else serve()

async function runCommand(command: string | undefined): Promise<void> {
  try {
    if (command === 'can-connect-to-database') await canConnect(url)
    else if (command === 'create-database') await createDatabase(url)
    else if (command === 'drop-database') await dropDatabase(url)
    else throw new Error(`Unknown command ${command}`)
    log('INFO', 'Done.')
  } catch (error) {
    const { message, code } = failure.parse(error)
    process.stderr.write('\n')
    log('ERROR', message || `No PostgreSQL answers at ${new URL(url).host}.`, prismaCode(code))
    process.exitCode = 1
  }
}

function serve(): void {
  const { factory, dropShadows } = createFactory(url)
  let engine: Promise<SchemaEngine> | undefined
  const startEngine = () => {
    engine ??= loadEngine().then(({ SchemaEngine }) =>
      SchemaEngine.new(
        { datamodels: readDatamodels() },
        (message: unknown) => log('INFO', String(message)),
        bindMigrationAwareSqlAdapterFactory(factory),
      ),
    )
    return engine
  }
  let lastPrint = 1000
  const print = (content: string) => send({ id: ++lastPrint, method: 'print', params: { content } })

  async function handle(line: string): Promise<void> {
    const message = request.safeParse(JSON.parse(line))
    if (!message.success) return
    const { id, method, params } = message.data
    try {
      const result = await answer(method, params, { url, engine: startEngine, print })
      send({ id, result: result ?? null })
    } catch (error) {
      send({ id, error: toRpcError(error) })
    }
  }

  let queue = Promise.resolve()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    queue = queue.then(() => handle(line))
  })
  lines.on('close', () => {
    queue = queue.then(dropShadows).finally(() => process.exit(0))
  })
}

function readDatamodels(): [string, string][] | undefined {
  const paths = z.array(z.string()).optional().parse(flags.datamodels)
  return paths?.map((path) => [path, readFileSync(path, 'utf8')])
}

function toRpcError(error: unknown) {
  const { message, code, meta } = failure.parse(error)
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta: meta ?? null, error_code: code ?? null, backtrace: null },
  }
}

function prismaCode(code: string | undefined) {
  return { error_code: code === '3D000' ? 'P1003' : 'P1001' }
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function log(level: 'INFO' | 'ERROR', message: string, extra: object = {}): void {
  const entry = {
    timestamp: new Date().toISOString(),
    level,
    target: 'schema_engine::logger',
    fields: { message, ...extra },
  }
  process.stderr.write(`${JSON.stringify(entry)}\n`)
}
