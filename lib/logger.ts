import 'server-only'
import pino from 'pino'
import { env } from '@/lib/env'

/** Structured log, one JSON object a line. Ids of orders and attempts are the correlation ids. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ['*.email', 'email', '*.paymentMethodId', '*.licenseKey', '*.token'], censor: '[hidden]' },
})
