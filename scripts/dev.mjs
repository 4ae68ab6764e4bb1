import { launch } from './bootstrap.mjs'

await launch('dev.ts')
