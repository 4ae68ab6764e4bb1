import { refused, type World } from '../world'

export async function catalogue({ client }: World): Promise<void> {
  const course = await client.products.create({
    name: 'Course',
    description: 'Ten lessons',
    tax_category: 'edtech',
    metadata: { slug: 'course', rank: 1, featured: true },
    price: { type: 'one_time_price', currency: 'USD', price: 4900, tax_inclusive: true },
  })
  await client.products.update(course.product_id, { name: 'Starter course', metadata: { slug: 'course' } })
  await client.products.retrieve(course.product_id)
  await client.products.list({ page_number: 0, page_size: 5 })
  await client.products.list({ page_number: 0, recurring: false, archived: false })
  await client.products.archive(course.product_id)
  await client.products.list({ page_number: 0, archived: true })
  await client.products.unarchive(course.product_id)
  await refused(client.products.retrieve('pdt_unknown'))
  await client.misc.listSupportedCountries()
}
