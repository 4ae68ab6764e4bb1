/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import type { DeliveryRow } from '../../state/rows'
import { Time } from '../desk'
import { type Column, Pill } from './parts'

/** The webhook deliveries about one payment, subscription or refund, newest first. */
export function aboutSubject(emulator: Emulator, id: string): DeliveryRow[] {
  return emulator.store.deliveries.newestFirst().filter((row) => row.subject.id === id)
}

export const deliveryColumns: readonly [Column<DeliveryRow>, ...Column<DeliveryRow>[]] = [
  { head: 'Event', cell: (row) => <a href={`/desk/webhooks/${row.id}`}>{row.type}</a> },
  {
    head: 'State',
    cell: (row) => (
      <span>
        <Pill state={row.state} />{' '}
        {row.attempts.length > 1 && <span class="soft small">{row.attempts.length} attempts</span>}
      </span>
    ),
  },
  {
    head: 'Answer',
    cell: (row) => {
      const last = row.attempts.at(-1)
      return last ? String(last.status ?? last.error) : '–'
    },
  },
  { head: 'When (UTC)', cell: (row) => <Time at={row.timestamp} />, kind: 'when' },
]
