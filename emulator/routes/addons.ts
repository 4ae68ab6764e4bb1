import { Hono } from 'hono'
import { z } from 'zod'
import { requireAddon } from '../catalog/addons'
import { BUSINESS_ID, type Emulator } from '../emulator'
import { readBody, readQuery } from '../http/body'
import { page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import { CURRENCIES } from '../reference/currencies'
import { TAX_CATEGORIES } from '../reference/tax'

const fields = {
  name: z.string().min(1).max(100),
  price: z.number().int().min(0),
  currency: z.enum(CURRENCIES),
  tax_category: z.enum(TAX_CATEGORIES),
}

const createSchema = z.object({ ...fields, description: z.string().max(1000).nullish() })

const updateSchema = z.object({
  name: fields.name.nullish(),
  price: fields.price.nullish(),
  currency: fields.currency.nullish(),
  tax_category: fields.tax_category.nullish(),
  description: z.string().max(1000).nullish(),
  image_id: z.uuid().nullish(),
})

export function addonRoutes({ store, now }: Emulator): Hono {
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      const at = now().toISOString()
      const row = store.addons.put({
        id: newId('adn'),
        business_id: BUSINESS_ID,
        created_at: at,
        updated_at: at,
        ...body,
        description: body.description ?? null,
        image: null,
      })
      return c.json(row)
    })
    .get('/', (c) => {
      const query = readQuery(c, z.object(pageQuery))
      return c.json(page(store.addons.newestFirst(), query))
    })
    .get('/:id', (c) => c.json(requireAddon(store, c.req.param('id'))))
    .patch('/:id', async (c) => {
      const body = await readBody(c, updateSchema)
      const old = requireAddon(store, c.req.param('id'))
      const row = store.addons.put({
        ...old,
        name: body.name ?? old.name,
        price: body.price ?? old.price,
        currency: body.currency ?? old.currency,
        tax_category: body.tax_category ?? old.tax_category,
        description: body.description ?? old.description ?? null,
        updated_at: now().toISOString(),
      })
      return c.json(row)
    })
}
