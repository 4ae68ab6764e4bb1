import { notFound } from 'next/navigation'

export const dynamic = 'force-dynamic'

/** Any address below a language that is no page: the shop's own 404 in that language. */
export default function UnknownPage() {
  notFound()
}
