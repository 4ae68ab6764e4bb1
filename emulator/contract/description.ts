import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import {
  OVERLAY_ANSWERS,
  OVERLAY_EVENT_FIELDS,
  OVERLAY_FIELDS,
  OVERLAY_OPTIONAL,
  OVERLAY_VALUES,
} from './overlay'
import { isSchema, type Mode, type Schema, strictSchema } from './strict-schema'

export const DESCRIPTION_FILE = fileURLToPath(
  new URL('../../../shared/dodo-openapi-1.113.0.json', import.meta.url),
)

const EVENT_DATA: Schema = { $ref: '#/components/schemas/OutgoingWebhookData' }

interface Content {
  content?: Record<string, { schema?: Schema }>
}

interface Operation {
  parameters?: { in: string; name: string }[]
  requestBody?: Content
  responses: Record<string, Content>
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
  webhooks: Record<string, unknown>
}

export interface Described {
  /** Null when the status is not described, else the schema; undefined when the body is to be empty. */
  answer(status: number): Schema | undefined | null
  body: Schema | undefined
  query: string[] | null
}

/** The official description with the overlay laid on, asked by operation (`GET /products/{}`). */
export class Description {
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    discriminator: true,
    validateSchema: false,
    inlineRefs: false,
  })
  readonly #compiled = new Map<unknown, ValidateFunction>()
  readonly #operations = new Map<string, Operation>()
  readonly #named: Record<string, Schema>

  readonly #envelope: Schema

  constructor(api: OpenApi) {
    this.#named = withOverlay(api.components.schemas)
    this.#envelope = { ...this.#named.OutgoingWebhook, properties: withoutData(this.#named.OutgoingWebhook) }
    this.#ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    for (const format of ['int32', 'int64', 'float', 'double', 'binary', 'uri', 'uuid'])
      this.#ajv.addFormat(format, true)
    for (const mode of ['request', 'response'] as const) {
      this.#ajv.addSchema({ $id: mode, components: { schemas: mapSchemas(this.#named, mode) } })
    }
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        this.#operations.set(operationKey(method, path), operation)
      }
    }
  }

  find(operation: string): Described | null {
    const described = this.#operations.get(operation)
    const overlay = OVERLAY_ANSWERS[operation]
    if (!described && !overlay) return null
    return {
      answer: (status) => {
        const given = overlay?.[String(status)]
        if (given) return given
        const response = described?.responses[String(status)]
        return response ? schemaOf(response) : null
      },
      body: schemaOf(described?.requestBody),
      query: described
        ? (described.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name)
        : null,
    }
  }

  /** What is wrong with a value, each in one line. */
  problems(value: unknown, schema: Schema, mode: Mode): string[] {
    const check = this.#compile(schema, mode)
    if (check(value)) return []
    return (check.errors ?? []).map((error) => {
      const detail = error.params.additionalProperty ?? error.params.missingProperty ?? ''
      return `${error.instancePath || '/'} ${error.message} ${detail}`.trim()
    })
  }

  /** What is wrong with the body of an event. */
  eventProblems(event: unknown): string[] {
    if (!isSchema(event) || !isSchema(event.data)) return ['/data is missing']
    const { data, ...envelope } = event
    return [
      ...this.problems(envelope, this.#envelope, 'response'),
      ...this.problems(data, EVENT_DATA, 'response'),
    ]
  }

  #compile(schema: Schema, mode: Mode): ValidateFunction {
    const known = this.#compiled.get(schema)
    if (known) return known
    const check = this.#ajv.compile(strictSchema(schema, mode, this.#named) as Schema)
    this.#compiled.set(schema, check)
    return check
  }
}

/** The description beside the checkout, or null in a clone that has none. */
export function readDescription(): Description | null {
  if (!existsSync(DESCRIPTION_FILE)) return null
  return new Description(JSON.parse(readFileSync(DESCRIPTION_FILE, 'utf8')) as OpenApi)
}

/** Every parameter of a path by the same sign: `GET /products/{}`. */
export function operationKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

function schemaOf(content: Content | undefined): Schema | undefined {
  const [body] = Object.values(content?.content ?? {})
  return body?.schema
}

function mapSchemas(named: Record<string, Schema>, mode: Mode): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, strictSchema(schema, mode, named)]),
  )
}

function withOverlay(schemas: Record<string, Schema>): Record<string, Schema> {
  const result = { ...schemas }
  for (const [name, fields] of Object.entries(OVERLAY_FIELDS)) result[name] = withFields(result[name], fields)
  for (const [name, optional] of Object.entries(OVERLAY_OPTIONAL)) {
    const required = (result[name]?.required ?? []) as string[]
    result[name] = { ...result[name], required: required.filter((key) => !optional.includes(key)) }
  }
  for (const [name, values] of Object.entries(OVERLAY_VALUES)) {
    const schema = result[name]
    if (schema) result[name] = { ...schema, enum: [...((schema.enum as string[]) ?? []), ...values] }
  }
  const data = result.OutgoingWebhookData
  if (Array.isArray(data?.oneOf)) {
    result.OutgoingWebhookData = { ...data, oneOf: data.oneOf.map(withEventFields) }
  }
  return result
}

function withFields(schema: Schema | undefined, fields: Record<string, Schema>): Schema {
  return { ...schema, properties: { ...(schema?.properties as Schema | undefined), ...fields } }
}

function withEventFields(branch: unknown): unknown {
  if (!isSchema(branch) || !Array.isArray(branch.allOf)) return branch
  const tag = JSON.stringify(branch.allOf)
  const extra = Object.entries(OVERLAY_EVENT_FIELDS).find(([type]) => tag.includes(`["${type}"]`))
  return extra ? { ...branch, allOf: [...branch.allOf, { type: 'object', properties: extra[1] }] } : branch
}

function withoutData(schema: Schema | undefined): Schema {
  const { data: _, ...rest } = (schema?.properties ?? {}) as Schema
  return rest
}
