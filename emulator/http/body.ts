import type { Context } from 'hono'
import { z } from 'zod'
import { COUNTRIES } from '../reference/countries'
import { ApiError, invalidBody } from './api-error'

const METADATA_MAX_PAIRS = 50

/** Flat pairs: at most 50, keys of up to 40 plain characters, strings of up to 500. */
export const metadataSchema = z.record(
  z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'metadata keys are 1 to 40 of A-Z a-z 0-9 _ -'),
  z.union([z.string().max(500), z.number(), z.boolean()]),
)

export const countrySchema = z.enum(COUNTRIES)

/** Reads a JSON body. Every mistake answers 422; what the schema does not name is dropped. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const json: unknown = await c.req.json().catch(() => {
    throw invalidBody('The body is not valid JSON')
  })
  refuseTooManyKeys(json)
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw invalidBody(explain(parsed.error))
  return parsed.data
}

type Defined<T> = T extends readonly (infer Item)[]
  ? Defined<Item>[]
  : T extends object
    ? { [Key in keyof T]: Defined<Exclude<T[Key], undefined>> }
    : T

/** A JSON body holds no undefined; this only tells the compiler. */
export function withoutUndefined<T>(value: T): Defined<T> {
  return JSON.parse(JSON.stringify(value)) as Defined<T>
}

export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(c.req.query())
  if (!parsed.success) throw new ApiError(422, 'INVALID_QUERY_PARAMS', explain(parsed.error))
  return parsed.data
}

function refuseTooManyKeys(json: unknown): void {
  const { metadata } = z
    .object({ metadata: z.record(z.string(), z.unknown()).catch({}) })
    .catch({ metadata: {} })
    .parse(json)
  if (Object.keys(metadata).length > METADATA_MAX_PAIRS) {
    throw new ApiError(422, 'MAXIMUM_KEYS_REACHED', `metadata holds at most ${METADATA_MAX_PAIRS} pairs`)
  }
}

function explain(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue) return 'The request is not valid'
  return `${issue.path.join('.') || 'request'}: ${issue.message}`
}
