import { billing } from './scenarios/billing'
import { catalogue } from './scenarios/catalogue'
import { checkout } from './scenarios/checkout'
import { customers } from './scenarios/customers'
import { delivery } from './scenarios/delivery'
import { discounts } from './scenarios/discounts'
import { keys } from './scenarios/keys'
import { webhooks } from './scenarios/webhooks'
import type { World } from './world'

/** In this order, on one emulator. */
export const SCENARIOS: readonly ((world: World) => Promise<void>)[] = [
  catalogue,
  customers,
  checkout,
  billing,
  discounts,
  delivery,
  webhooks,
  keys,
]
