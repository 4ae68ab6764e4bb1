import type { Entitlement, IntegrationConfigResponse } from 'dodopayments/resources/entitlements/entitlements'
import { Hono } from 'hono'
import { z } from 'zod'
import { intervalSchema } from '../catalog/product-schema'
import { BUSINESS_ID, type Emulator } from '../emulator'
import { revokeGrant } from '../fulfilment/fulfil'
import { currentGrant } from '../fulfilment/grants'
import { ApiError, notFound } from '../http/api-error'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import type { EntitlementRow } from '../state/rows'

export const GRANT_STATUSES = ['Pending', 'Delivered', 'Failed', 'Revoked'] as const

export const INTEGRATIONS = [
  'discord',
  'telegram',
  'github',
  'figma',
  'framer',
  'notion',
  'digital_files',
  'license_key',
  'feature_flag',
] as const satisfies readonly Entitlement['integration_type'][]

const text = z.string().nullish()
const count = z.number().int().min(1).nullish()

const licenseConfig = z.object({
  activation_message: text,
  activations_limit: count,
  duration_count: count,
  duration_interval: intervalSchema.nullish(),
  fulfillment_mode: z.enum(['auto', 'manual']).nullish(),
})

const filesConfig = z.object({
  digital_file_ids: z.array(z.string()),
  external_url: text,
  instructions: text,
})

const featureConfig = z.object({ feature_id: z.string(), feature_type: z.literal('boolean') })

const createSchema = z.object({
  name: z.string().min(1),
  description: text,
  metadata: metadataSchema.default({}),
  integration_type: z.enum(INTEGRATIONS),
  integration_config: z.record(z.string(), z.unknown()),
})

const listSchema = z.object({ ...pageQuery, integration_type: z.enum(INTEGRATIONS).optional() })

const grantsSchema = z.object({
  ...pageQuery,
  customer_id: z.string().optional(),
  status: z.enum(GRANT_STATUSES).optional(),
})

/** Entitlements that deliver a key, files or a feature; those that need another company's account are refused. */
export function entitlementRoutes(emulator: Emulator): Hono {
  const { store, now } = emulator
  const require = (id: string): EntitlementRow => {
    const row = store.entitlements.get(id)
    if (!row) throw notFound(`Entitlement ${id}`)
    return row
  }
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      const at = now().toISOString()
      const row = store.entitlements.put({
        id: newId('ent'),
        business_id: BUSINESS_ID,
        created_at: at,
        updated_at: at,
        name: body.name,
        description: body.description ?? null,
        metadata: body.metadata,
        is_active: true,
        integration_type: body.integration_type,
        integration_config: readConfig(body),
      })
      return c.json(row)
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.entitlements
        .newestFirst()
        .filter((row) => row.is_active)
        .filter((row) => !query.integration_type || row.integration_type === query.integration_type)
      return c.json(page(rows, query))
    })
    .get('/:id', (c) => c.json(require(c.req.param('id'))))
    .delete('/:id', (c) => {
      store.entitlements.put({
        ...require(c.req.param('id')),
        is_active: false,
        updated_at: now().toISOString(),
      })
      return c.body(null, 200)
    })
    .get('/:id/grants', (c) => {
      const query = readQuery(c, grantsSchema)
      const { id } = require(c.req.param('id'))
      const rows = store.grants
        .newestFirst()
        .filter((row) => row.entitlement_id === id)
        .filter((row) => !query.customer_id || row.customer_id === query.customer_id)
        .filter((row) => !query.status || row.status === query.status)
      return c.json(
        page(
          rows.map((row) => currentGrant(emulator, row)),
          query,
        ),
      )
    })
    .delete('/:id/grants/:grantId', (c) => {
      const row = store.grants.get(c.req.param('grantId'))
      if (row?.entitlement_id !== c.req.param('id')) throw notFound(`Grant ${c.req.param('grantId')}`)
      return c.json(store.commit(() => revokeGrant(emulator, row, 'manual')))
    })
}

function readConfig(body: z.output<typeof createSchema>): IntegrationConfigResponse {
  const parse = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> => {
    const parsed = schema.safeParse(body.integration_config)
    if (parsed.success) return parsed.data
    throw new ApiError(
      422,
      'INVALID_REQUEST_BODY',
      `integration_config does not suit ${body.integration_type}`,
    )
  }
  switch (body.integration_type) {
    case 'license_key': {
      const config = parse(licenseConfig)
      return {
        activation_message: config.activation_message ?? null,
        activations_limit: config.activations_limit ?? null,
        duration_count: config.duration_count ?? null,
        duration_interval: config.duration_interval ?? null,
        fulfillment_mode: config.fulfillment_mode ?? 'auto',
      }
    }
    case 'digital_files': {
      const { external_url = null, instructions = null } = parse(filesConfig)
      return { digital_files: { files: [], external_url, instructions } }
    }
    case 'feature_flag':
      return parse(featureConfig)
    default:
      throw new ApiError(
        422,
        'UNSUPPORTED_ACTION',
        `The emulator has no ${body.integration_type} to deliver to`,
      )
  }
}
