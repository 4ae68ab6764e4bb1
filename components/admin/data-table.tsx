import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { smallButton } from '@/components/admin/button-small'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { formatCount } from '@/lib/insight/format'
import { PAGE_SIZE, type TableQuery, writeTableQuery } from '@/lib/insight/table-query'

export type Column<Row> = {
  key: string
  label: string
  /** The sort its heading asks for; none where it cannot be sorted by. */
  sort?: string
  align?: 'right'
  cell: (row: Row) => ReactNode
}

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  total: number
  /** What the address asks for; without it the table is neither sorted nor paged. */
  query?: TableQuery
  path?: string
  exportHref?: string
  empty: string
}

/** A table that filters, sorts and pages by its address. On a narrow screen it scrolls by itself, also by keyboard. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  total,
  query,
  path = '',
  exportHref,
  empty,
}: Props<Row>) {
  const t = useTranslations('admin.table')
  const locale = useLocale()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {query || exportHref ? (
        <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
          <p>{t('count', { count: total, written: formatCount(total, locale) })}</p>
          {exportHref ? (
            <a href={exportHref} className={smallButton} download>
              {t('export')}
            </a>
          ) : null}
        </div>
      ) : null}
      {rows.length === 0 ? (
        <p className="rounded-md border border-line px-5 py-10 text-center text-sm text-muted">{empty}</p>
      ) : (
        <ScrollRegion label={caption} className="rounded-md border border-line">
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">{caption}</caption>
            <thead className="bg-surface text-left text-xs text-muted">
              <tr>
                {columns.map((column) => (
                  <Heading key={column.key} column={column} query={query} path={path} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={keyOf(row)} className="border-t border-line hover:bg-surface">
                  {columns.map(({ key, align, cell }) => (
                    <td
                      key={key}
                      className={`px-3 py-2 align-top first:pl-4 last:pr-4 ${align ? 'text-right tabular-nums' : 'min-w-24'}`}
                    >
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {query ? <Pages query={query} path={path} total={total} /> : null}
    </div>
  )
}

function Heading<Row>({
  column: { label, sort, align },
  query,
  path,
}: {
  column: Column<Row>
  query: TableQuery | undefined
  path: string
}) {
  const side = align ? 'text-right' : ''
  if (!query || !sort)
    return (
      <th scope="col" className={`px-3 py-3 font-normal whitespace-nowrap first:pl-4 last:pr-4 ${side}`}>
        {label}
      </th>
    )
  const on = query.sort === sort
  const dir = on && query.dir === 'desc' ? 'asc' : 'desc'
  return (
    <th
      scope="col"
      aria-sort={on ? (query.dir === 'asc' ? 'ascending' : 'descending') : undefined}
      className={`px-3 font-normal first:pl-4 last:pr-4 ${side}`}
    >
      <a
        href={`${path}?${writeTableQuery(query, { sort, dir, page: 1 })}`}
        className="inline-flex min-h-11 items-center gap-1 whitespace-nowrap hover:text-ink"
      >
        <span className={on ? 'font-strong text-ink' : ''}>{label}</span>
        <span aria-hidden="true">{on ? (query.dir === 'asc' ? '↑' : '↓') : '↕'}</span>
      </a>
    </th>
  )
}

function Pages({ query, path, total }: { query: TableQuery; path: string; total: number }) {
  const t = useTranslations('admin.table')
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE))
  if (last === 1) return null
  const to = (page: number) => `${path}?${writeTableQuery(query, { page })}`
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-4 text-sm">
      {query.page > 1 ? (
        <a href={to(query.page - 1)} rel="prev" className={smallButton}>
          {t('before')}
        </a>
      ) : (
        <span />
      )}
      <p className="text-muted tabular-nums">{t('page', { page: query.page, last })}</p>
      {query.page < last ? (
        <a href={to(query.page + 1)} rel="next" className={smallButton}>
          {t('after')}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
