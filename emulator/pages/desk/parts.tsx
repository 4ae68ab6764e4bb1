/** @jsxImportSource hono/jsx */
import { type Child, Fragment } from 'hono/jsx'

type Tone = 'good' | 'bad' | 'wait' | 'still'

const TONES: Record<string, Tone> = {
  succeeded: 'good',
  delivered: 'good',
  active: 'good',
  failed: 'bad',
  dropped: 'bad',
  expired: 'bad',
  on_hold: 'bad',
  processing: 'wait',
  requires_customer_action: 'wait',
  requires_payment_method: 'wait',
  pending: 'wait',
  held: 'wait',
  past_due: 'wait',
  paused: 'wait',
}

/** A state in a word and a colour. */
export function Pill({ state }: { state: string | null | undefined }) {
  const word = state ?? 'none'
  return (
    <span class={`pill ${TONES[word.toLowerCase()] ?? 'still'}`}>
      {word.replaceAll('_', ' ').toLowerCase()}
    </span>
  )
}

interface HeadProps {
  title: Child
  lead?: Child
  back?: { href: string; name: string }
  children?: Child
}

/** A page's heading with the way up on top and its actions beside it. */
export function Head({ title, lead, back, children }: HeadProps) {
  return (
    <div class="head">
      <div>
        {back && (
          <p class="crumb">
            <a href={back.href}>← {back.name}</a>
          </p>
        )}
        <h1 class="title">{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children}
    </div>
  )
}

interface BlockProps {
  title: string
  more?: { href: string; name: string } | undefined
  children?: Child
}

export function Block({ title, more, children }: BlockProps) {
  return (
    <section class="block" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {more && (
          <a class="more" href={more.href}>
            {more.name}
          </a>
        )}
      </header>
      {children}
    </section>
  )
}

export interface Column<Row> {
  head: string
  cell: (row: Row) => Child
  kind?: 'number' | 'when'
}

interface DataTableProps<Row> {
  label: string
  rows: readonly Row[]
  /** The first one names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]]
  empty: string
}

/** A table that becomes a list of cards on a phone. */
export function DataTable<Row>({ label, rows, columns, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <p class="empty">{empty}</p>
  const [name, ...others] = columns
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col" class={column.kind}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={String(index)}>
            <th scope="row" class={name.kind}>
              {name.cell(row)}
            </th>
            {others.map((column) => (
              <td key={column.head} class={column.kind} data-label={column.head}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Names and values; a value of null is left out. */
export function Facts({ of }: { of: Record<string, Child | null> }) {
  return (
    <dl class="facts">
      {Object.entries(of).map(([name, value]) =>
        value === null ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}

export function Metadata({ of }: { of: Record<string, unknown> | null | undefined }) {
  const pairs = Object.entries(of ?? {})
  if (pairs.length === 0) return <p class="empty">No metadata.</p>
  return <Facts of={codes(pairs)} />
}

/** Values in the type of a machine. */
export function codes(pairs: readonly (readonly [string, unknown])[]): Record<string, Child> {
  return Object.fromEntries(pairs.map(([name, value]) => [name, <code key={name}>{String(value)}</code>]))
}

/** One button that posts. */
export function Act({ to, label, name, primary = false, values = {} }: ActProps) {
  return (
    <form method="post" action={to}>
      {Object.entries(values).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button type="submit" class={primary ? 'primary' : undefined} aria-label={name}>
        {label}
      </button>
    </form>
  )
}

interface ActProps {
  to: string
  label: string
  /** What a screen reader says where the label alone is not enough. */
  name?: string
  primary?: boolean
  values?: Record<string, string>
}
