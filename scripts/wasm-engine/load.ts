import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as SchemaEngineModule from '@prisma/schema-engine-wasm'

/** The engine's JavaScript half: its public exports plus the hook through which it is given the WASM half. */
type Glue = typeof SchemaEngineModule & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }

/** Prisma's schema engine as WebAssembly. Node cannot import `.wasm` files, so the two halves are joined by hand. */
export async function loadEngine(): Promise<Glue> {
  const panic = {
    message: '',
    set_message(message: string) {
      panic.message = message
      process.stderr.write(`${message}\n`)
    },
  }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic })
  const home = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const glue: Glue = await import(path.join(home, 'schema_engine_bg.js'))
  const wasm = readFileSync(path.join(home, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': { ...glue },
  })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start !== 'function') throw new Error('This is not the schema engine that was expected.')
  start()
  return glue
}
