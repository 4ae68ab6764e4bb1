import type { TestProject } from 'vitest/node'
import { startDatabase } from '../database.ts'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    templateUrl: string
  }
}

/** One PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startDatabase({ dataDir: '.data/unit', throwaway: true, env: {} })
  project.provide('templateUrl', await prepareTemplate(server.url))
  return server.stop
}
