import { notFound } from 'next/navigation'

/** Any address below a language that is no page: the shop's own 404 in that language. */
export default function UnknownPage() {
  notFound()
}
