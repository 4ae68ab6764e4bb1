import { z } from 'zod'

const pattern = /^\/(en|ja)(\/(account|orders|products|library|pricing)(\/[\w-]+)*)?$/

/**
 * Where somebody goes on after signing in: an address of ours without query, or nothing (trust: T13). Whatever else a
 * link might carry, another host above all, does not match.
 */
export const nextSchema = z
  .string()
  .max(200)
  .regex(pattern)
  .refine((path) => !path.includes('//'))
  .optional()
  .catch(undefined)
