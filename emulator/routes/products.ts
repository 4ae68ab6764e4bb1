import { Hono } from 'hono'
import { z } from 'zod'
import { createProductSchema, updateProductSchema } from '../catalog/product-schema'
import { createProduct, requireProduct, updateProduct } from '../catalog/products'
import type { Emulator } from '../emulator'
import { readBody, readQuery } from '../http/body'
import { flagQuery, page, pageQuery } from '../http/paging'
import { toProduct, toProductListItem } from '../state/wire'

const listSchema = z.object({
  ...pageQuery,
  archived: flagQuery.default(false),
  recurring: flagQuery.optional(),
  brand_id: z.string().optional(),
})

export function productRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  const archive = (id: string, archived: boolean) => {
    const at = emulator.now().toISOString()
    store.products.put({ ...requireProduct(store, id), archived, updated_at: at })
  }

  return new Hono()
    .post('/', async (c) =>
      c.json(toProduct(createProduct(emulator, await readBody(c, createProductSchema)))),
    )
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.products
        .newestFirst()
        .filter((row) => row.archived === query.archived)
        .filter((row) => query.recurring === undefined || row.is_recurring === query.recurring)
        .filter((row) => !query.brand_id || row.brand_id === query.brand_id)
      return c.json(page(rows.map(toProductListItem), query))
    })
    .get('/:id', (c) => c.json(toProduct(requireProduct(store, c.req.param('id')))))
    .patch('/:id', async (c) => {
      updateProduct(emulator, c.req.param('id'), await readBody(c, updateProductSchema))
      return c.body(null, 200)
    })
    .delete('/:id', (c) => {
      archive(c.req.param('id'), true)
      return c.body(null, 200)
    })
    .post('/:id/unarchive', (c) => {
      archive(c.req.param('id'), false)
      return c.body(null, 200)
    })
}
