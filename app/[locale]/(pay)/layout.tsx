import { connection } from 'next/server'
import type { ReactNode } from 'react'

/** Money and personal pages are made for each request and kept by no cache. */
export default async function PayLayout({ children }: { children: ReactNode }) {
  await connection()
  return children
}
