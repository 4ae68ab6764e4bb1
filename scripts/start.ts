import { serve } from './serve.ts'
import { runMain } from './trouble.ts'

/** `npm start`: the whole demo shop, built, on this machine. */
await runMain(() => serve('demo'))
