/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import type { AddonRow, ProductRow } from '../../state/rows'
import { sendDesk, sendMissing, Time } from '../desk'
import { formatMoney } from '../money'
import { TEXT } from '../text'
import { Pager, paged } from './paged'
import { Block, type Column, DataTable, Facts, Head, Metadata } from './parts'

/** `/desk/products`: what can be bought, and at which price. */
export function productPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const page = paged(c, store.products.newestFirst())
      const addons = store.addons.newestFirst()
      return sendDesk(
        c,
        'Products',
        <>
          <Head title="Products" />
          <DataTable
            label="Products"
            rows={page.rows}
            columns={productColumns}
            empty="No product yet. POST /products makes one; the shop’s seed makes its own."
          />
          <Pager of={page} />
          {addons.length > 0 && (
            <Block title="Add-ons">
              <DataTable label="Add-ons" rows={addons} columns={addonColumns} empty="None." />
            </Block>
          )}
        </>,
      )
    })
    .get('/:id', (c) => {
      const product = store.products.get(c.req.param('id'))
      if (!product) return sendMissing(c, 'product')
      return sendDesk(
        c,
        product.name ?? product.product_id,
        <ProductDetail emulator={emulator} product={product} />,
      )
    })
}

/** The price as a person says it. */
function priceText({ price }: ProductRow): string {
  const amount = price.type === 'usage_based_price' ? price.fixed_price : price.price
  const money = formatMoney(amount, price.currency, 'en')
  switch (price.type) {
    case 'one_time_price':
      return price.pay_what_you_want ? `${money} or more` : money
    case 'recurring_price':
    case 'usage_based_price':
      return `${money} per ${TEXT.en.per[price.payment_frequency_interval](price.payment_frequency_count)}`
  }
}

const productColumns: readonly [Column<ProductRow>, ...Column<ProductRow>[]] = [
  {
    head: 'Name',
    cell: (row) => (
      <span>
        <a href={`/desk/products/${row.product_id}`}>{row.name ?? row.product_id}</a>{' '}
        {row.archived && <span class="pill">archived</span>}
      </span>
    ),
  },
  { head: 'Price', cell: (row) => priceText(row) },
  { head: 'Tax category', cell: (row) => row.tax_category.replaceAll('_', ' ') },
  { head: 'Id', cell: (row) => <code>{row.product_id}</code> },
]

const addonColumns: readonly [Column<AddonRow>, ...Column<AddonRow>[]] = [
  { head: 'Name', cell: (row) => row.name },
  { head: 'Price', cell: (row) => formatMoney(row.price, row.currency, 'en') },
  { head: 'Id', cell: (row) => <code>{row.id}</code> },
]

function ProductDetail({ emulator, product }: { emulator: Emulator; product: ProductRow }) {
  const { price } = product
  const sold = emulator.store.payments
    .all()
    .filter((row) => row.status === 'succeeded')
    .filter((row) => row.internal.lines.some((line) => line.item_id === product.product_id)).length
  const trial = price.type === 'recurring_price' ? (price.trial_period_days ?? 0) : 0
  return (
    <>
      <Head
        back={{ href: '/desk/products', name: 'Products' }}
        title={product.name ?? product.product_id}
        lead={product.description ?? undefined}
      />
      <Facts
        of={{
          Price: priceText(product),
          Tax: price.tax_inclusive ? 'in the price' : 'on top of the price',
          Trial: trial > 0 ? `${trial} days` : null,
          'Tax category': product.tax_category.replaceAll('_', ' '),
          'Paid for': `${sold} times`,
          'Licence key': product.license_key_enabled ? 'yes' : null,
          Product: <code>{product.product_id}</code>,
          Created: <Time at={product.created_at} />,
          Archived: product.archived ? 'yes' : null,
        }}
      />
      <Block title="Metadata">
        <Metadata of={product.metadata} />
      </Block>
    </>
  )
}
