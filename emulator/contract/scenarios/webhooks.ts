import { refused, type World } from '../world'

/** The management of endpoints; the bodies of events come from every other scenario. */
export async function webhooks({ client, emulator }: World): Promise<void> {
  const endpoint = await client.webhooks.create({
    url: `${emulator.url}/favicon.ico`,
    description: 'Another shop',
    disabled: true,
    filter_types: ['payment.succeeded'],
    headers: { 'x-shop': 'two' },
    metadata: { shop: 'two' },
    idempotency_key: 'once',
  })
  await client.webhooks.retrieve(endpoint.id)
  await client.webhooks.list({ limit: 1 })
  await client.webhooks.update(endpoint.id, { description: 'Changed', filter_types: null, rate_limit: 5 })
  await client.webhooks.retrieveSecret(endpoint.id)
  await client.webhooks.headers.update(endpoint.id, { headers: { 'x-more': 'yes' } })
  await client.webhooks.headers.retrieve(endpoint.id)
  await client.webhooks.delete(endpoint.id)
  await refused(client.webhooks.retrieve(endpoint.id))
}
