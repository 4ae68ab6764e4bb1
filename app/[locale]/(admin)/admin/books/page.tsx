import type { Metadata } from 'next'
import { z } from 'zod'
import { BOOKS_NOTICES, BooksScreen } from '@/components/admin/books-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { BREAKS_TABLE, listBreaks } from '@/lib/insight/books'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { listReviews } from '@/lib/review/list-reviews'

const noticeSchema = z.enum(BOOKS_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('books')

export default async function BooksPage({ params, searchParams }: PageProps<'/[locale]/admin/books'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const asked = await searchParams
  const query = readTableQuery(BREAKS_TABLE, asked)
  const [breaks, reviews] = await Promise.all([listBreaks(query), listReviews()])
  const notice = noticeSchema.parse(asked.notice)
  return <BooksScreen staff={staff} query={query} page={breaks} reviews={reviews} notice={notice} />
}
