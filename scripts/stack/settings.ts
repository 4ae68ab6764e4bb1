import path from 'node:path'
import { Trouble } from '../trouble.ts'

export type Mode = 'demo' | 'development' | 'test'

export type Ports = { shop: number; emulator: number; mail: number }

export type StackSettings = {
  mode: Mode
  /** Everything the stack keeps: database, emulator, secrets, logs. */
  dataDir: string
  ports: Ports
  /** A database of the user's own, instead of the built-in one. */
  databaseUrl?: string
}

type Env = Record<string, string | undefined>

/** The environment variable that changes each port. */
export const portVariables: Record<keyof Ports, string> = {
  shop: 'PORT',
  emulator: 'EMULATOR_PORT',
  mail: 'EMULATOR_SMTP_PORT',
}

/** The ports of the demo, or those the environment names. */
export function readPorts(env: Env): Ports {
  const ports = {
    shop: readPort(env, portVariables.shop, 3000),
    emulator: readPort(env, portVariables.emulator, 4010),
    mail: readPort(env, portVariables.mail, 2525),
  }
  const byNumber = new Map<number, string>()
  for (const [use, port] of Object.entries(ports)) {
    const variable = portVariables[use as keyof Ports]
    const other = byNumber.get(port)
    if (other)
      throw new Trouble(`${other} and ${variable} both say ${port}.`, `Give ${variable} another port.`)
    byNumber.set(port, variable)
  }
  return ports
}

function readPort(env: Env, variable: string, standard: number): number {
  const text = env[variable]
  if (!text) return standard
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Trouble(`${variable}=${text} is not a port.`, `Give ${variable} a number from 1024 to 65535.`)
}

/** Where the stack's people and programs find each other. */
export const addresses = ({ shop, emulator, mail }: Ports) => ({
  shop: `http://localhost:${shop}`,
  emulator: `http://127.0.0.1:${emulator}`,
  smtp: `smtp://127.0.0.1:${mail}`,
})

/** The log file of one part of the stack. */
export const logFile = (dataDir: string, name: string) => path.resolve(dataDir, 'logs', `${name}.log`)
