import type { WalletListResponse } from 'dodopayments/resources/customers/wallets/wallets'
import { Hono } from 'hono'
import { z } from 'zod'
import { requireCustomer } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { readBody, readQuery } from '../http/body'
import { page, pageQuery } from '../http/paging'
import { CURRENCIES } from '../reference/currencies'
import { toUsd } from '../reference/exchange'
import type { WalletEntryRow } from '../state/rows'
import { entriesOf, moveWallet, walletOf, walletsOf } from '../wallets/wallets'

const entrySchema = z.object({
  amount: z.number().int().min(1),
  currency: z.enum(CURRENCIES),
  entry_type: z.enum(['credit', 'debit']),
  idempotency_key: z.string().nullish(),
  reason: z.string().nullish(),
})

const listSchema = z.object({ ...pageQuery, currency: z.enum(CURRENCIES).optional() })

/** `/customers/{id}/wallets` and the movements in them. */
export function walletRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .get('/:id/wallets', (c) => {
      const { customer_id } = requireCustomer(store, c.req.param('id'))
      const items = walletsOf(store, customer_id)
      return c.json({
        items,
        total_balance_usd: items.reduce((sum, wallet) => sum + toUsd(wallet.balance, wallet.currency), 0),
      } satisfies WalletListResponse)
    })
    .get('/:id/wallets/ledger-entries', (c) => {
      const { customer_id } = requireCustomer(store, c.req.param('id'))
      const query = readQuery(c, listSchema)
      const rows = entriesOf(store, customer_id, query.currency).reverse()
      return c.json(page(rows.map(toEntry), query))
    })
    .post('/:id/wallets/ledger-entries', async (c) => {
      const { customer_id } = requireCustomer(store, c.req.param('id'))
      const { amount, currency, entry_type, ...rest } = await readBody(c, entrySchema)
      moveWallet(emulator, {
        ...rest,
        customerId: customer_id,
        currency,
        amount: entry_type === 'credit' ? amount : -amount,
        event_type: 'merchant_adjustment',
      })
      return c.json(walletOf(store, customer_id, currency))
    })
}

function toEntry({ idempotency_key: _, ...entry }: WalletEntryRow) {
  return entry
}
