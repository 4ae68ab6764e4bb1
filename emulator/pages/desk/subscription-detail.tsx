/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import type { CreditRow } from '../../state/billing-rows'
import type { SubscriptionRow } from '../../state/rows'
import { Time } from '../desk'
import { formatMoney } from '../money'
import { aboutSubject, deliveryColumns } from './delivery-columns'
import { Block, type Column, DataTable, Facts, Head, Metadata, Pill } from './parts'
import { paymentColumnsOfOne } from './payment-columns'
import { NextCharge, planName, priceOf } from './subscription-columns'

export function SubscriptionDetail({
  emulator,
  subscription,
}: {
  emulator: Emulator
  subscription: SubscriptionRow
}) {
  const { store } = emulator
  const id = subscription.subscription_id
  const billing = store.billing.get(id)
  return (
    <>
      <Head
        back={{ href: '/desk/subscriptions', name: 'Subscriptions' }}
        title={
          <>
            {planName(emulator, subscription)} <Pill state={subscription.status} />
          </>
        }
        lead={
          <>
            <a href={`/desk/customers/${subscription.customer.customer_id}`}>{subscription.customer.email}</a>
            , {priceOf(subscription)} before tax
          </>
        }
      >
        <a class="button" href="/desk/clock">
          Advance the clock
        </a>
      </Head>
      <div class="columns">
        <div>
          <Scheduled subscription={subscription} />
          <Block title="Payments">
            <DataTable
              label="Payments"
              rows={store.payments.newestFirst().filter((row) => row.subscription_ids.includes(id))}
              columns={paymentColumnsOfOne}
              empty="None yet."
            />
          </Block>
          <Block title="History">
            <DataTable
              label="History"
              rows={aboutSubject(emulator, id)}
              columns={deliveryColumns}
              empty="No webhook about it so far."
            />
          </Block>
        </div>
        <div>
          <Block title="Details">
            <Facts
              of={{
                Subscription: <code>{id}</code>,
                Product: (
                  <a href={`/desk/products/${subscription.product_id}`}>{planName(emulator, subscription)}</a>
                ),
                Quantity: String(subscription.quantity),
                'Add-ons': addonsOf(emulator, subscription),
                'Next charge': <NextCharge row={subscription} />,
                'Period began': <Time at={subscription.previous_billing_date} />,
                Trial: subscription.trial_period_days > 0 ? `${subscription.trial_period_days} days` : null,
                Expires: subscription.expires_at ? <Time at={subscription.expires_at} /> : null,
                Cancelled: subscription.cancelled_at ? <Time at={subscription.cancelled_at} /> : null,
                'Owes since': billing?.dues ? (
                  <a href={`/desk/payments/${billing.dues}`}>a failed payment</a>
                ) : null,
                'Next try': billing?.retry ? <Time at={billing.retry.at} /> : null,
                'Grace ends': billing?.past_due_ends_at ? <Time at={billing.past_due_ends_at} /> : null,
                'Payment method': <code>{subscription.payment_method_id ?? 'none'}</code>,
              }}
            />
          </Block>
          <Credit emulator={emulator} subscription={subscription} />
          <Block title="Metadata">
            <Metadata of={subscription.metadata} />
          </Block>
        </div>
      </div>
    </>
  )
}

function addonsOf({ store }: Emulator, { addons }: SubscriptionRow): string | null {
  if (addons.length === 0) return null
  return addons
    .map(({ addon_id, quantity }) => `${store.addons.get(addon_id)?.name ?? addon_id} × ${quantity}`)
    .join(', ')
}

function Scheduled({ subscription: { scheduled_change: change } }: { subscription: SubscriptionRow }) {
  if (!change) return null
  return (
    <Block title="Scheduled change">
      <Facts
        of={{
          To: `${change.product_name ?? change.product_id} × ${change.quantity}`,
          On: <Time at={change.effective_at} />,
          'Add-ons': change.addons.map((addon) => `${addon.name} × ${addon.quantity}`).join(', ') || null,
        }}
      />
    </Block>
  )
}

/** What plan changes gave, and what renewals used of it. */
function Credit({ emulator, subscription }: { emulator: Emulator; subscription: SubscriptionRow }) {
  const { subscription_id, currency } = subscription
  const rows = emulator.store.credits.newestFirst().filter((row) => row.subscription_id === subscription_id)
  const balance = rows.reduce((sum, row) => sum + row.amount, 0)
  return (
    <Block title={`Credit: ${formatMoney(balance, currency, 'en')}`}>
      <DataTable label="Credit" rows={rows} columns={creditColumns} empty="No plan change gave any." />
    </Block>
  )
}

const creditColumns: readonly [Column<CreditRow>, ...Column<CreditRow>[]] = [
  { head: 'Why', cell: (row) => row.reason.replaceAll('_', ' ') },
  { head: 'When (UTC)', cell: (row) => <Time at={row.at} />, kind: 'when' },
  { head: 'Amount', cell: (row) => formatMoney(row.amount, row.currency, 'en'), kind: 'number' },
]
