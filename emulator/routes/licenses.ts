import type { LicenseActivateResponse, LicenseValidateResponse } from 'dodopayments/resources/licenses'
import { Hono } from 'hono'
import { z } from 'zod'
import { requireProduct } from '../catalog/products'
import { requireCustomer } from '../checkout/customers'
import { BUSINESS_ID, type Emulator } from '../emulator'
import { currentKey, requireActiveKey, requireLicenseKey } from '../fulfilment/license-keys'
import { ApiError, notFound } from '../http/api-error'
import { readBody } from '../http/body'
import { newId } from '../ids'
import type { LicenseKeyRow } from '../state/rows'
import { toLimitedDetails } from '../state/wire'

const activateSchema = z.object({ license_key: z.string(), name: z.string().min(1) })
const deactivateSchema = z.object({ license_key: z.string(), license_key_instance_id: z.string() })
const validateSchema = z.object({ license_key: z.string(), license_key_instance_id: z.string().nullish() })

/** `/licenses/*`: what the sold software itself asks, so no API key is needed. */
export function licenseRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .post('/activate', async (c) => {
      const body = await readBody(c, activateSchema)
      const answer = store.commit(() =>
        activate(emulator, requireActiveKey(emulator, body.license_key), body.name),
      )
      return c.json(answer satisfies LicenseActivateResponse, 201)
    })
    .post('/deactivate', async (c) => {
      const body = await readBody(c, deactivateSchema)
      const key = requireActiveKey(emulator, body.license_key)
      const instance = store.licenseInstances.get(body.license_key_instance_id)
      if (instance?.license_key_id !== key.id) {
        throw notFound(`License key instance ${body.license_key_instance_id}`)
      }
      store.commit(() => {
        store.licenseInstances.delete(instance.id)
        count(emulator, key.id, -1)
      })
      return c.body(null, 200)
    })
    .post('/validate', async (c) => {
      const { license_key, license_key_instance_id: instanceId } = await readBody(c, validateSchema)
      const row = store.licenseKeys.all().find((each) => each.key === license_key)
      const isActive = row !== undefined && currentKey(emulator, row).status === 'active'
      const instance = store.licenseInstances.get(instanceId ?? '')
      const valid = isActive && (!instanceId || instance?.license_key_id === row.id)
      return c.json({ valid } satisfies LicenseValidateResponse)
    })
}

function activate(emulator: Emulator, key: LicenseKeyRow, name: string): LicenseActivateResponse {
  const { store, now } = emulator
  if (key.activations_limit != null && key.instances_count >= key.activations_limit) {
    throw new ApiError(422, 'LICENSE_KEY_LIMIT_REACHED', `${key.activations_limit} activations are in use`)
  }
  const product = requireProduct(store, key.product_id)
  const instance = store.licenseInstances.put({
    id: newId('lki'),
    business_id: BUSINESS_ID,
    created_at: now().toISOString(),
    license_key_id: key.id,
    name,
  })
  count(emulator, key.id, 1)
  return {
    ...instance,
    customer: toLimitedDetails(requireCustomer(store, key.customer_id)),
    product: { product_id: product.product_id, name: product.name ?? null },
  }
}

function count({ store }: Emulator, keyId: string, step: 1 | -1): void {
  const key = requireLicenseKey(store, keyId)
  store.licenseKeys.put({ ...key, instances_count: key.instances_count + step })
}
