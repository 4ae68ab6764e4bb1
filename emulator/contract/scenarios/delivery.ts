import { refused, type World } from '../world'
import { buyOnPage, onceFor } from './goods'

/** License keys and entitlements, refunds that take them back. */
export async function delivery({ client, control }: World): Promise<void> {
  const license = await client.entitlements.create({
    name: 'Studio licence',
    integration_type: 'license_key',
    integration_config: { activations_limit: 2, duration_count: 1, duration_interval: 'Year' },
  })
  const files = await client.entitlements.create({
    name: 'Files',
    integration_type: 'digital_files',
    integration_config: { digital_file_ids: [], external_url: 'https://example.com/files' },
  })
  const feature = await client.entitlements.create({
    name: 'Export',
    integration_type: 'feature_flag',
    integration_config: { feature_id: 'export', feature_type: 'boolean' },
  })
  await client.entitlements.list({ page_number: 0, integration_type: 'license_key' })
  await client.entitlements.retrieve(license.id)
  const app = await onceFor(client, 7900, {
    license_key_enabled: true,
    license_key_activations_limit: 1,
    entitlements: [license, files, feature].map(({ id }) => ({ entitlement_id: id })),
  })
  await client.products.list({ page_number: 0 })
  const product_cart = [{ product_id: app.product_id, quantity: 1 }]
  const payment = await buyOnPage(client, { product_cart }, { email: 'licensed@example.com' })
  const { customer_id } = payment.customer
  await client.customers.listEntitlements(customer_id)
  await client.customers.listEntitlementGrants(customer_id, { page_number: 0, status: 'Delivered' })
  const grants = await client.entitlements.grants.list(license.id, { page_number: 0 })
  await keys(client, customer_id, app.product_id)
  await client.entitlements.grants.revoke(grants.items[0]?.id ?? '', { id: license.id })
  await client.entitlements.delete(feature.id)
  await refunds(client, control, product_cart)
}

async function keys(client: World['client'], customer_id: string, product_id: string): Promise<void> {
  const listed = await client.licenseKeys.list({ customer_id, page_number: 0, status: 'active' })
  const key = listed.items[0]
  const license_key = key?.key ?? ''
  const instance = await client.licenses.activate({ license_key, name: 'Laptop' })
  await client.licenses.validate({ license_key, license_key_instance_id: instance.id })
  await client.licenseKeys.retrieve(key?.id ?? '')
  await client.licenseKeyInstances.list({ license_key_id: key?.id ?? '', page_number: 0 })
  await client.licenseKeyInstances.update(instance.id, { name: 'Old laptop' })
  await client.licenseKeyInstances.retrieve(instance.id)
  await client.licenses.deactivate({ license_key, license_key_instance_id: instance.id })
  await client.licenseKeys.update(key?.id ?? '', { disabled: true })
  await client.licenseKeys.create({ customer_id, product_id, key: 'OWN-KEY-1' })
  await refused(client.licenses.activate({ license_key, name: 'Phone' }))
  await refused(client.licenses.activate({ license_key: 'none', name: 'Phone' }))
  await refused(client.licenseKeys.retrieve('lic_unknown'))
}

async function refunds(
  client: World['client'],
  control: World['control'],
  product_cart: { product_id: string; quantity: number }[],
): Promise<void> {
  const email = 'refunded@example.com'
  const { payment_id, customer } = await buyOnPage(client, { product_cart }, { email, country: 'DE' })
  const item_id = product_cart[0]?.product_id ?? ''
  const part = await client.refunds.create({
    payment_id,
    reason: 'Late',
    metadata: { ticket: 7 },
    items: [{ item_id, amount: 1000, tax_inclusive: false }],
  })
  await control('POST', '/weather', { match: { email }, effect: { processing: true }, times: 1 })
  const pending = await client.refunds.create({ payment_id })
  await refused(client.refunds.create({ payment_id }))
  await control('POST', `/refunds/${pending.refund_id}/settle`, { status: 'failed' })
  await client.refunds.create({ payment_id })
  await client.refunds.retrieve(part.refund_id)
  await client.refunds.list({ customer_id: customer.customer_id, page_number: 0, status: 'succeeded' })
  await client.payments.retrieve(payment_id)
  await refused(client.refunds.create({ payment_id }))
  await refused(client.refunds.retrieve('ref_unknown'))
}
