import type {
  CreateDatabaseParams,
  CreateDatabaseResult,
  CreateMigrationInput,
  CreateMigrationOutput,
  DiffParams,
  EvaluateDataLossInput,
  EvaluateDataLossOutput,
  SchemaEngine,
} from '@prisma/schema-engine-wasm'
import { createDatabase, databaseOf } from './server-commands.ts'

type Context = {
  url: string
  engine: () => Promise<SchemaEngine>
  print: (content: string) => void
}

/** Answers one request of the CLI: most go to the engine as they are, a few it cannot answer in its WASM build. */
export async function answer(method: string, params: unknown, context: Context): Promise<unknown> {
  switch (method) {
    case 'createDatabase':
      return ensureDatabase(params as CreateDatabaseParams, context)
    case 'createMigration':
      return createMigration(params as CreateMigrationInput, await context.engine())
    case 'evaluateDataLoss':
      return evaluateDataLoss(params as EvaluateDataLossInput, await context.engine())
    case 'getDatabaseVersion':
      return (await context.engine()).version()
    case 'diff':
      return diff(params as DiffParams, context)
    default:
      return callEngine(await context.engine(), method, params)
  }
}

async function ensureDatabase(params: CreateDatabaseParams, { url }: Context): Promise<CreateDatabaseResult> {
  const target = params.datasource.tag === 'ConnectionString' ? params.datasource.url : url
  await createDatabase(target).catch((error: { code?: string }) => {
    if (error.code !== duplicateDatabase) throw error
  })
  return { databaseName: databaseOf(target) }
}

const duplicateDatabase = '42P04'

async function createMigration(
  input: CreateMigrationInput,
  engine: SchemaEngine,
): Promise<CreateMigrationOutput> {
  const script = await scriptFor(input, engine)
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const name = input.migrationName.trim().replace(/\W+/g, '_').replace(/_$/, '')
  return {
    connectorType: 'postgresql',
    extension: 'sql',
    generatedMigrationName: name ? `${stamp}_${name}` : stamp,
    migrationScript: isEmpty(script) && !input.draft ? null : script,
  }
}

/** Only says whether there is anything to do: the WASM engine cannot warn of lost data, so read the SQL it wrote. */
async function evaluateDataLoss(
  input: EvaluateDataLossInput,
  engine: SchemaEngine,
): Promise<EvaluateDataLossOutput> {
  const script = await scriptFor(input, engine)
  return { migrationSteps: isEmpty(script) ? 0 : 1, unexecutableSteps: [], warnings: [] }
}

/** The SQL from the migrations' end state to the schema. */
async function scriptFor(input: EvaluateDataLossInput, engine: SchemaEngine): Promise<string> {
  const { migrationsList, schema, filters } = input
  const result = await engine.diff({
    from: migrationsList.migrationDirectories.length
      ? { tag: 'migrations', ...migrationsList }
      : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', ...schema },
    script: true,
    exitCode: null,
    filters,
  })
  return result.stdout ?? ''
}

const isEmpty = (script: string) => ['', '-- This is an empty migration.'].includes(script.trim())

async function diff(params: DiffParams, { engine, print }: Context) {
  const { exitCode, stdout } = await (await engine()).diff(params)
  if (stdout !== null) print(stdout)
  return { exitCode, stdout: null }
}

async function callEngine(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  const command: unknown = Reflect.get(engine, method)
  if (typeof command !== 'function') throw new Error(`The schema engine has no command ${method}.`)
  return command.call(engine, params)
}
