import 'server-only'

/**
 * Ends the process with a readable message when the settings are wrong, the database cannot be reached, or a
 * deployment was given the built-in database.
 */
export async function checkStart(): Promise<void> {
  try {
    const { env } = await import('./env')
    const { pool } = await import('./db/pool')
    const { rows } = await pool
      .query<{ name: string }>("SELECT current_setting('cluster_name') AS name")
      .catch((error: unknown) => {
        throw new Error(`DATABASE_URL: the database cannot be reached (${reason(error)}).`)
      })
    if (!env.UPNEXT_MODE && rows[0]?.name === 'upnext_embedded') {
      throw new Error(
        'DATABASE_URL: is the built-in database of the demo; a deployment needs one of its own.',
      )
    }
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`)
    process.exit(1)
  }
}

const reason = (error: unknown) =>
  error instanceof AggregateError
    ? error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join(', ')
    : error instanceof Error
      ? error.message
      : String(error)
