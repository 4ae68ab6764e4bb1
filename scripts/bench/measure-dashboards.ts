import { z } from 'zod'
import type { Size } from './fill-orders.ts'
import { runInShop } from './measure-decide.ts'

const times = z.record(z.string(), z.array(z.number()))

/** How long the merchant's pages wait for their figures in a shop of that size; by page, one number a round. */
export const measureDashboards = async (
  size: Size & { rounds: number },
  onStop: (stop: () => unknown) => void,
): Promise<z.infer<typeof times>> => times.parse(await runInShop('dashboards', size, onStop))
