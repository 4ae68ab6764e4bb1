import { READ_ONLY_KEY, type World } from '../world'

/** What the read-only key may and may not do. */
export async function keys({ raw }: World): Promise<void> {
  const asReader = (method: string, path: string, body?: unknown) => raw(method, path, body, READ_ONLY_KEY)
  for (const path of ['/payments', '/subscriptions', '/customers', '/products']) await asReader('GET', path)
  await asReader('GET', '/discounts')
  await asReader('POST', '/customers', { email: 'reader@example.com', name: 'Reader' })
}
