import { catalogue } from './scenarios/catalogue'
import type { World } from './world'

/** In this order, on one emulator. */
export const SCENARIOS: readonly ((world: World) => Promise<void>)[] = [catalogue]
