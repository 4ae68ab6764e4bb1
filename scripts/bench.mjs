import { launch } from './bootstrap.mjs'

// Standard output is for the figures alone: everything else, also of an installation, is told beside it.
process.stdout.write = process.stderr.write.bind(process.stderr)
await launch('bench/main.ts')
