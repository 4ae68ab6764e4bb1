import { z } from 'zod'
import { weatheredPage, weatheredRows, weatheredSize } from './list-weather'

export const pageQuery = {
  page_size: z.coerce.number().int().min(1).max(100).default(10),
  page_number: z.coerce.number().int().min(0).default(0),
}

/** `true` or `false` in a query string. */
export const flagQuery = z.enum(['true', 'false']).transform((value) => value === 'true')

export const createdQuery = {
  created_at_gte: z.coerce.date().optional(),
  created_at_lte: z.coerce.date().optional(),
}

/** One zero-based page, without totals, as the API answers lists. */
export function page<Item>(items: readonly Item[], query: { page_size: number; page_number: number }) {
  const number = weatheredPage(query.page_number)
  if (number === null) return { items: [] }
  const from = number * query.page_size
  return { items: weatheredRows(items).slice(from, from + weatheredSize(query.page_size)) }
}

export function createdWithin(
  row: { created_at: string },
  range: { created_at_gte?: Date | undefined; created_at_lte?: Date | undefined },
): boolean {
  const at = Date.parse(row.created_at)
  if (range.created_at_gte && at < range.created_at_gte.getTime()) return false
  return !range.created_at_lte || at <= range.created_at_lte.getTime()
}
