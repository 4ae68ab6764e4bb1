import { buyOnce } from '../../testing'
import { refused, type World } from '../world'

export async function customers({ client }: World): Promise<void> {
  const made = await client.customers.create({
    email: 'cust@example.com',
    name: 'Cust Omer',
    phone_number: '+15555550100',
    metadata: { level: 3 },
  })
  const id = made.customer_id
  await client.customers.update(id, { name: 'Cust O. Mer', metadata: { level: 4 } })
  await client.customers.retrieve(id)
  await client.customers.list({ email: made.email, page_number: 0 })
  await client.customers.list({ name: 'mer', created_at_gte: '2020-01-01T00:00:00Z' })
  await client.customers.customerPortal.create(id, { return_url: 'http://shop.test/account' })
  await wallets(client, id)
  const { customerId, methodId } = await buyOnce(client, { email: 'cards@example.com' })
  await client.customers.retrievePaymentMethods(customerId)
  await client.customers.deletePaymentMethod(methodId, { customer_id: customerId })
  await client.customers.listCreditEntitlements(id)
  await refused(client.customers.retrieve('cus_unknown'))
  await refused(client.customers.create({ email: 'not an address', name: '' }))
}

async function wallets(client: World['client'], id: string): Promise<void> {
  const entries = client.customers.wallets.ledgerEntries
  await entries.create(id, { amount: 2000, currency: 'USD', entry_type: 'credit', idempotency_key: 'k1' })
  await entries.create(id, { amount: 500, currency: 'USD', entry_type: 'debit', reason: 'Mistake' })
  await client.customers.wallets.list(id)
  await entries.list(id, { currency: 'USD', page_number: 0 })
  await refused(entries.create(id, { amount: 9000, currency: 'USD', entry_type: 'debit' }))
}
