/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { isExpired, listPaymentMethods } from '../../checkout/customers'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import { cardLook } from '../../reference/test-cards'
import type { CustomerRow, PaymentMethodRow } from '../../state/rows'
import { sendDesk, sendMissing, Time } from '../desk'
import { formatMoney } from '../money'
import { Pager, paged } from './paged'
import { Block, type Column, DataTable, Facts, Head, Metadata } from './parts'
import { paymentColumnsOfOne } from './payment-columns'
import { subscriptionColumns } from './subscription-columns'

/** `/desk/customers`: people, their cards, and what they pay for. */
export function customerPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const page = paged(c, store.customers.newestFirst())
      return sendDesk(
        c,
        'Customers',
        <>
          <Head title="Customers" />
          <DataTable
            label="Customers"
            rows={page.rows}
            columns={customerColumns(emulator)}
            empty="No customer yet. The first checkout makes one."
          />
          <Pager of={page} />
        </>,
      )
    })
    .get('/:id', (c) => {
      const customer = store.customers.get(c.req.param('id'))
      if (!customer) return sendMissing(c, 'customer')
      return sendDesk(c, customer.email, <CustomerDetail emulator={emulator} customer={customer} />)
    })
}

function customerColumns(emulator: Emulator): readonly [Column<CustomerRow>, ...Column<CustomerRow>[]] {
  return [
    { head: 'Email', cell: (row) => <a href={`/desk/customers/${row.customer_id}`}>{row.email}</a> },
    { head: 'Name', cell: (row) => row.name },
    {
      head: 'Saved cards',
      cell: (row) =>
        listPaymentMethods(emulator.store, row.customer_id)
          .map((method) => `•••• ${method.number.slice(-4)}`)
          .join(', ') || '–',
    },
    { head: 'Since (UTC)', cell: (row) => <Time at={row.created_at} />, kind: 'when' },
  ]
}

function CustomerDetail({ emulator, customer }: { emulator: Emulator; customer: CustomerRow }) {
  const { store } = emulator
  const { customer_id, email } = customer
  const theirs = (row: { customer: { customer_id: string } }) => row.customer.customer_id === customer_id
  return (
    <>
      <Head back={{ href: '/desk/customers', name: 'Customers' }} title={email} lead={customer.name}>
        <a class="button" href={`/mailbox?to=${encodeURIComponent(email)}`}>
          Mail to {customer.name.split(' ')[0]}
        </a>
      </Head>
      <div class="columns">
        <div>
          <Block title="Payments">
            <DataTable
              label="Payments"
              rows={store.payments.newestFirst().filter(theirs)}
              columns={paymentColumnsOfOne}
              empty="None yet."
            />
          </Block>
          <Block title="Subscriptions">
            <DataTable
              label="Subscriptions"
              rows={store.subscriptions.newestFirst().filter(theirs)}
              columns={subscriptionColumns(emulator, 'plan')}
              empty="None."
            />
          </Block>
        </div>
        <div>
          <Block title="Payment methods">
            <DataTable
              label="Payment methods"
              rows={listPaymentMethods(store, customer_id)}
              columns={methodColumns(emulator.now())}
              empty="None saved. A completed checkout saves its card."
            />
          </Block>
          <Block title="Wallet">
            <Wallet emulator={emulator} customerId={customer_id} />
          </Block>
          <Block title="Details">
            <Facts
              of={{
                Customer: <code>{customer_id}</code>,
                Since: <Time at={customer.created_at} />,
                Phone: customer.phone_number ?? null,
                'Billed to': customer.last_billing?.country ?? null,
              }}
            />
          </Block>
          <Block title="Metadata">
            <Metadata of={customer.metadata} />
          </Block>
        </div>
      </div>
    </>
  )
}

function methodColumns(now: Date): readonly [Column<PaymentMethodRow>, ...Column<PaymentMethodRow>[]] {
  return [
    {
      head: 'Card',
      cell: (row) => `${cardLook(row.number).card_network ?? 'Card'} •••• ${row.number.slice(-4)}`,
    },
    {
      head: 'Expires',
      cell: (row) => (
        <span>
          {row.expiry_month}/{row.expiry_year.slice(-2)}{' '}
          {isExpired(row, now) && <span class="pill bad">expired</span>}
        </span>
      ),
    },
    { head: 'Last used', cell: (row) => <Time at={row.last_used_at} />, kind: 'when' },
  ]
}

/** The newest entry of each currency holds the balance. */
function Wallet({ emulator, customerId }: { emulator: Emulator; customerId: string }) {
  const entries = emulator.store.walletEntries.newestFirst().filter((row) => row.customer_id === customerId)
  return (
    <DataTable
      label="Wallet"
      rows={entries}
      columns={[
        { head: 'Why', cell: (row) => row.reason ?? row.event_type.replaceAll('_', ' ') },
        {
          head: 'Amount',
          cell: (row) => formatMoney(row.is_credit ? row.amount : -row.amount, row.currency, 'en'),
          kind: 'number',
        },
        {
          head: 'Balance',
          cell: (row) => formatMoney(row.after_balance, row.currency, 'en'),
          kind: 'number',
        },
      ]}
      empty="Empty."
    />
  )
}
