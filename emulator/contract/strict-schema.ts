export type Schema = Record<string, unknown>
export type Mode = 'request' | 'response'

const REFERENCE = '#/components/schemas/'

/**
 * A copy of a schema that allows no key it does not name and, for answers, demands every key it names.
 * References lead into the document of the same mode.
 */
export function strictSchema(schema: unknown, mode: Mode, named: Record<string, Schema>): unknown {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isSchema(value)) return value
    if (Array.isArray(value.allOf)) return visit(merged(value.allOf, named))
    if (typeof value.$ref === 'string') return { $ref: mode + value.$ref }
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === 'enum' ? part : visit(part)]),
    )
    if (isSchema(value.properties)) {
      copy.properties = Object.fromEntries(
        Object.entries(value.properties).map(([key, part]) => [key, visit(part)]),
      )
      copy.additionalProperties = value.additionalProperties ?? false
      if (mode === 'response') copy.required = Object.keys(value.properties)
    }
    const { oneOf, ...rest } = copy
    if (!Array.isArray(oneOf)) return copy
    const tag = tagOf(oneOf)
    if (tag) return { ...copy, type: 'object', discriminator: { propertyName: tag } }
    // The description says `oneOf` where a whole number is both an integer and a number.
    return { ...rest, anyOf: oneOf }
  }
  return visit(schema)
}

/** The parts of an `allOf` as one object, since none of them alone may forbid the keys of the others. */
function merged(parts: readonly unknown[], named: Record<string, Schema>): Schema {
  const properties: Schema = {}
  const required: unknown[] = []
  for (const part of parts) {
    const schema = isSchema(part) && typeof part.$ref === 'string' ? resolve(part.$ref, named) : part
    if (!isSchema(schema) || !isSchema(schema.properties))
      throw new Error('allOf with a part that is no object')
    Object.assign(properties, schema.properties)
    if (Array.isArray(schema.required)) required.push(...schema.required)
  }
  return { type: 'object', properties, required }
}

function resolve(reference: string, named: Record<string, Schema>): Schema | undefined {
  return named[reference.slice(REFERENCE.length)]
}

/** The key whose single value tells the branches of a union apart, so that only the meant branch complains. */
function tagOf(branches: readonly unknown[]): string | null {
  const tags = ['type', 'payload_type'].filter((tag) =>
    branches.every((branch) => {
      const properties = isSchema(branch) && isSchema(branch.properties) ? branch.properties : {}
      const property = properties[tag]
      return isSchema(property) && Array.isArray(property.enum) && property.enum.length === 1
    }),
  )
  return tags[0] ?? null
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
