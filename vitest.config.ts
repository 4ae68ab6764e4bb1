import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { testEnvironment } from './scripts/testing/environment.ts'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export default defineConfig({
  resolve: { alias: { '@': here('.'), 'server-only': here('./worker/server-only.ts') } },
  test: {
    environment: 'node',
    maxWorkers: '100%',
    include: ['{lib,emulator,worker,scripts,components,app}/**/*.test.{ts,tsx}'],
    globalSetup: ['./scripts/testing/vitest-setup.ts'],
    env: testEnvironment(),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
