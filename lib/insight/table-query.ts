import { z } from 'zod'

/** What an address says about a table: filters, order and page. */
export type TableQuery<S extends string = string> = {
  filters: Partial<Record<string, string>>
  sort: S
  dir: 'asc' | 'desc'
  /** The first page is 1. */
  page: number
}

/** How a table may be asked for. */
export type TableShape<S extends string> = {
  sorts: readonly [S, ...S[]]
  /** The way the first sort goes unless the address says otherwise. */
  dir: 'asc' | 'desc'
  filters: readonly string[]
}

export const PAGE_SIZE = 50

const dirSchema = z.enum(['asc', 'desc'])
const pageSchema = z.coerce.number().int().min(1).max(100_000)

type Params = Record<string, string | string[] | undefined>

/** Reads a table's query from an address; what makes no sense is as if it were not there. */
export function readTableQuery<S extends string>(shape: TableShape<S>, params: Params): TableQuery<S> {
  const one = (name: string) => {
    const value = params[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
  }
  const filters = Object.fromEntries(
    shape.filters.flatMap((name) => {
      const value = one(name)
      return value ? [[name, value]] : []
    }),
  )
  return {
    filters,
    sort: shape.sorts.find((sort) => sort === one('sort')) ?? shape.sorts[0],
    dir: dirSchema.catch(shape.dir).parse(one('dir')),
    page: pageSchema.catch(1).parse(one('page')),
  }
}

/** The same as a query string, with some of it changed; what is null is left out. */
export function writeTableQuery(
  { filters, sort, dir, page }: TableQuery,
  change: Record<string, string | number | null> = {},
): string {
  const all: Record<string, string | number | null | undefined> = { ...filters, sort, dir, page, ...change }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all))
    if (value !== null && value !== undefined && !(name === 'page' && value === 1))
      query.set(name, String(value))
  return query.toString()
}

/** One page of a table's rows, and how many there are of them all. */
export type TablePage<Row> = { rows: Row[]; total: number }

/** A day as people pick it, as the moment it begins in UTC; undefined for anything else. */
export function readDay(text: string | undefined, plusDays = 0): Date | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return undefined
  return new Date(day.getTime() + plusDays * 86_400_000)
}
