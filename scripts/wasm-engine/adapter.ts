import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { createDatabase, dropDatabase, withDatabase } from './server-commands.ts'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Field = { dataTypeID: number }

const charType = 18
const textType = 25

/** How the engine reaches PostgreSQL; `dropShadows` removes the scratch databases it has asked for. */
export function createFactory(url: string): {
  factory: SqlMigrationAwareDriverAdapterFactory
  dropShadows: () => Promise<void>
} {
  const shadows = new Map<string, SqlDriverAdapter>()

  async function connectToShadowDb(): Promise<SqlDriverAdapter> {
    const shadowUrl = withDatabase(url, `prisma_shadow_${process.pid}_${shadows.size}`)
    await createDatabase(shadowUrl)
    const adapter = await connectTo(shadowUrl)
    shadows.set(shadowUrl, adapter)
    return adapter
  }

  async function dropShadows(): Promise<void> {
    for (const [shadowUrl, adapter] of shadows) {
      await adapter.dispose().catch(() => undefined)
      await dropDatabase(shadowUrl)
    }
    shadows.clear()
  }

  const factory: SqlMigrationAwareDriverAdapterFactory = {
    adapterName: '@prisma/adapter-pg',
    provider: 'postgres',
    connect: () => connectTo(url),
    connectToShadowDb,
  }
  return { factory, dropShadows }
}

async function connectTo(url: string): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg({ connectionString: url, max: 1 }).connect()
  const pool = adapter.underlyingDriver()
  runScriptsWhole(adapter, pool)
  readCharColumns(adapter, pool)
  return adapter
}

/** The adapter cuts a script at every semicolon, which breaks function bodies. */
function runScriptsWhole(adapter: Adapter, pool: pg.Pool): void {
  const original = pool.query.bind(pool)
  adapter.executeScript = async (script) => {
    await original(script)
  }
}

/** The adapter does not know the catalogue's one-byte type "char", which the engine reads. */
function readCharColumns(adapter: Adapter, pool: pg.Pool): void {
  let charColumns: number[] = []
  const query: (...args: unknown[]) => Promise<unknown> = pool.query.bind(pool)
  Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await query(...args)
      charColumns = []
      fieldsOf(result).forEach((field, index) => {
        if (field.dataTypeID !== charType) return
        field.dataTypeID = textType
        charColumns.push(index)
      })
      return result
    },
  })
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (params) => {
    const result = await queryRaw(params)
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

function fieldsOf(result: unknown): Field[] {
  if (typeof result !== 'object' || result === null || !('fields' in result)) return []
  return Array.isArray(result.fields) ? result.fields : []
}
