/** @jsxImportSource hono/jsx */
import type { Context } from 'hono'

const ROWS_A_PAGE = 50

export interface PagedRows<Row> {
  rows: Row[]
  newer: string | null
  older: string | null
}

/** The rows of the page that `?page=` asks for, from 0, with the addresses of its neighbours. */
export function paged<Row>(c: Context, all: readonly Row[]): PagedRows<Row> {
  const page = Math.max(0, Math.floor(Number(c.req.query('page') ?? 0)) || 0)
  const address = (number: number) => {
    const query = new URLSearchParams({ ...c.req.query(), page: String(number) })
    return `${c.req.path}?${query}`
  }
  return {
    rows: all.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE),
    newer: page > 0 ? address(page - 1) : null,
    older: (page + 1) * ROWS_A_PAGE < all.length ? address(page + 1) : null,
  }
}

export function Pager({ of: { newer, older } }: { of: PagedRows<unknown> }) {
  if (!newer && !older) return null
  return (
    <nav class="actions" aria-label="More rows">
      {newer && (
        <a class="button" href={newer}>
          Newer
        </a>
      )}
      {older && (
        <a class="button" href={older}>
          Older
        </a>
      )}
    </nav>
  )
}
