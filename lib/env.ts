import { readEnv } from './env-schema'

export const env = readEnv(process.env)
