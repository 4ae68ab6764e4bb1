import { serve } from './serve.ts'
import { runMain } from './trouble.ts'

/** `npm run dev`: the same shop, with its sources watched. */
await runMain(() => serve('development'))
