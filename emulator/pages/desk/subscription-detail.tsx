/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import type { SubscriptionRow } from '../../state/rows'
import { Time } from '../desk'
import { aboutSubject, deliveryColumns } from './delivery-columns'
import { Block, DataTable, Facts, Head, Metadata, Pill } from './parts'
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
              empty="No webhook was sent about it. Is an endpoint registered?"
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
                'Payment method': <code>{subscription.payment_method_id ?? 'none'}</code>,
              }}
            />
          </Block>
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
