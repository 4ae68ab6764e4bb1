import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { freePort } from '../free-port.ts'
import { requireFreePorts } from '../stack/ports.ts'

const port = z.number().int()
const portsSchema = z.object({ shop: port, emulator: port, mail: port, baseline: port })

type BenchPorts = z.infer<typeof portsSchema>

/** The ports of the last run if they are still free, so that the build, which knows its address, can be kept. */
export async function choosePorts(dataDir: string): Promise<BenchPorts> {
  const file = path.join(dataDir, 'ports.json')
  if (existsSync(file)) {
    const last = portsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    if (await areFree(last)) return last
  }
  const ports = {
    shop: await freePort(),
    emulator: await freePort(),
    mail: await freePort(),
    baseline: await freePort(),
  }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(ports))
  return ports
}

async function areFree({ baseline, ...ports }: BenchPorts): Promise<boolean> {
  try {
    await requireFreePorts(ports)
    await requireFreePorts({ ...ports, shop: baseline })
    return true
  } catch {
    return false
  }
}
