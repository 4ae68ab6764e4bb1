import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'
import { runningDatabaseUrl } from './scripts/postgres/address.ts'

// The CLI would download its native engine at every command; this one comes from npm (see scripts/wasm-engine).
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
    new URL('./scripts/schema-engine', import.meta.url),
  )
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    url:
      process.env.DATABASE_URL ??
      runningDatabaseUrl('.data') ??
      'postgresql://postgres@127.0.0.1:5432/upnext',
  },
})
