import { connection } from 'next/server'

/** The least a dynamic page can be. */
export default async function BarePage() {
  await connection()
  return <p>Bare</p>
}
