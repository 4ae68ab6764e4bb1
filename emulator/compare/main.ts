import { createEmulator } from '../create-emulator'
import { compare, printReport } from './compare'
import { realSide } from './side'

const API_KEY = 'compared'

/** Ends like `diff`: 0 all the same, 1 differences, 2 not compared. */
process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const real = realSide(process.env.DODO_PAYMENTS_API_KEY, process.env.EMULATOR_COMPARE_URL)
    const emulator = await createEmulator({ port: 0, smtpPort: 0, dataDir: null, apiKey: API_KEY })
    try {
      console.log(`${real.name} (${real.url}) beside the emulator`)
      const reports = await compare(real, { name: 'emulator', url: emulator.url, key: API_KEY })
      printReport(reports, console.log)
      return reports.every(({ differences }) => differences.length === 0) ? 0 : 1
    } finally {
      await emulator.close()
    }
  } catch (error) {
    console.error(`Not compared: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
}
