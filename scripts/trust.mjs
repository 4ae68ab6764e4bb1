import { launch } from './bootstrap.mjs'

await launch('trust/main.ts')
