import { DESCRIPTION_FILE, readDescription } from './description'
import { measureCharges } from './measure'
import { EVENTS, OPERATIONS } from './operations'
import { report } from './report'
import { SCENARIOS } from './scenarios'
import { openWorld } from './world'

/**
 * `npm run emulator:contract`: drives every operation through the SDK against an emulator of its own, and compares
 * each exchange and each event with the official description.
 */
const needed = { operations: OPERATIONS, events: EVENTS }
const description = readDescription()
if (!description) {
  console.log(`There is no ${DESCRIPTION_FILE}: bodies are checked by the compiler only.`)
}
const world = await openWorld()
try {
  for (const scenario of SCENARIOS) await scenario(world)
  const events = await world.events()
  const exchanges = [...world.exchanges]
  const speed = await measureCharges(world)
  console.log(`Start ${world.startMs.toFixed(0)} ms. ${speed}`)
  const { lines, mismatches } = report(exchanges, events, needed, description)
  for (const line of lines) console.log(line)
  process.exitCode = mismatches > 0 ? 1 : 0
} finally {
  await world.close()
}
