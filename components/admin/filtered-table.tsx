import { useLocale } from 'next-intl'
import { type Column, DataTable } from '@/components/admin/data-table'
import { type Filter, FilterBar } from '@/components/admin/filter-bar'
import { type TablePage, type TableQuery, writeTableQuery } from '@/lib/insight/table-query'
import { adminPaths } from '@/lib/merchants/paths'

type Props<Row> = {
  /** The page it stands on, whose name its export has too. */
  section: 'audit' | 'books' | 'events' | 'inbox' | 'orders' | 'products'
  caption: string
  empty: string
  query: TableQuery
  page: TablePage<Row>
  filters: readonly Filter[]
  columns: readonly Column<Row>[]
}

/** A page's table with its filters: what is asked for stands in the page's address, and the export asks for the same. */
export function FilteredTable<Row extends { id: string }>({
  section,
  caption,
  empty,
  query,
  page,
  filters,
  columns,
}: Props<Row>) {
  const path = adminPaths[section](useLocale())
  return (
    <>
      <FilterBar query={query} path={path} filters={filters} />
      <DataTable
        caption={caption}
        query={query}
        path={path}
        rows={page.rows}
        total={page.total}
        keyOf={({ id }) => id}
        empty={empty}
        exportHref={adminPaths.export(section, writeTableQuery(query, { page: null }))}
        columns={columns}
      />
    </>
  )
}
