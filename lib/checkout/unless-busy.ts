import 'server-only'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { isBusy } from '@/lib/db/errors'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'

/**
 * Runs what leads up to a charge; if the database has no time for it, leads to a page that says so. For what sends
 * nothing that charges, so that "nothing was charged" is true whatever was done before it broke off.
 */
export async function unlessBusy<T>(locale: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isBusy(error)) throw error
    logger.error({ err: error }, 'the database had no time for a click; nothing was done for it')
    redirect(paths.busy(locale) as Route)
  }
}
