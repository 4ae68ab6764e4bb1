import { refused, type World } from '../world'

export async function catalogue({ client }: World): Promise<void> {
  await products(client)
  await addonsAndCollections(client)
  await client.misc.listSupportedCountries()
}

async function products(client: World['client']): Promise<void> {
  const course = await client.products.create({
    name: 'Course',
    description: 'Ten lessons',
    tax_category: 'edtech',
    metadata: { slug: 'course', rank: 1, featured: true },
    price: { type: 'one_time_price', currency: 'USD', price: 4900, tax_inclusive: true, discount_bps: 250 },
    license_key_enabled: true,
    license_key_activations_limit: 3,
    license_key_duration: { count: 1, interval: 'Year' },
    digital_product_delivery: { external_url: 'https://example.com/files', instructions: 'Open it' },
  })
  await client.products.update(course.product_id, { name: 'Starter course', metadata: { slug: 'course' } })
  await client.products.retrieve(course.product_id)
  await client.products.list({ page_number: 0, page_size: 5 })
  await client.products.list({ page_number: 0, recurring: false, archived: false, brand_id: course.brand_id })
  await client.products.archive(course.product_id)
  await client.products.list({ page_number: 0, archived: true })
  await client.products.unarchive(course.product_id)
  await refused(client.products.retrieve('pdt_unknown'))
  await refused(client.products.update('pdt_unknown', { name: 'Nothing' }))
}

async function addonsAndCollections(client: World['client']): Promise<void> {
  const seat = await client.addons.create({
    name: 'Extra seat',
    price: 1000,
    currency: 'USD',
    tax_category: 'saas',
  })
  await client.addons.update(seat.id, { description: 'One more person', price: 1100 })
  await client.addons.retrieve(seat.id)
  await client.addons.list({ page_number: 0 })
  await refused(client.addons.retrieve('adn_unknown'))
  const plan = await client.products.create({
    name: 'Pro',
    tax_category: 'saas',
    addons: [seat.id],
    price: {
      type: 'recurring_price',
      currency: 'USD',
      price: 8000,
      payment_frequency_count: 1,
      payment_frequency_interval: 'Month',
      subscription_period_count: 10,
      subscription_period_interval: 'Year',
    },
  })
  const plans = await client.productCollections.create({
    name: 'Plans',
    on_payment_failure: 'prevent_change',
    groups: [{ group_name: 'Monthly', products: [{ product_id: plan.product_id }] }],
  })
  await client.productCollections.retrieve(plans.id)
  await client.productCollections.list({ page_number: 0 })
  await refused(client.productCollections.retrieve('pdc_unknown'))
}
