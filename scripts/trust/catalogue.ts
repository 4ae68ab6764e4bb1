import { accepts } from './accepts.ts'
import { databaseCuts } from './database-cuts.ts'
import type { Aside, Family } from './family.ts'
import { faults } from './faults.ts'
import { kills } from './kills.ts'
import { mutants } from './mutants.ts'
import { outage } from './outage.ts'
import { randomKills } from './random-kills.ts'
import { released } from './released.ts'
import { signatures } from './signatures.ts'
import { suites } from './suites.ts'
import { unreachable } from './unreachable.ts'
import { webhookLoad } from './webhook-load.ts'
import { webhookOrders } from './webhook-orders.ts'

/** Against the running shop. */
export const ON_THE_SHOP: readonly Family[] = [
  accepts,
  kills,
  randomKills,
  faults,
  unreachable,
  released,
  outage,
  webhookOrders,
  webhookLoad,
  signatures,
  databaseCuts,
]

/** Against the code; these need no running shop. */
export const BESIDE_THE_CODE: readonly Family<Aside>[] = [...suites, mutants]
