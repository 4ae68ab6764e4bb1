import pg from 'pg'

async function run(sql: string, values: unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    return await client.query(sql, values)
  } finally {
    await client.end()
  }
}

const query = async (sql: string, values: unknown[]): Promise<number> =>
  (await run(sql, values)).rowCount ?? 0

/** The published version of a funnel. */
export async function versionOf(key: string): Promise<string> {
  const { rows } = await run(
    "SELECT v.id FROM funnel_version v JOIN funnel f ON f.id = v.funnel_id WHERE f.key = $1 AND v.state = 'published'",
    [key],
  )
  return rows[0].id
}

/** Lets a day and more pass for whoever is signed in with an address. Answers how many logins grew old. */
export function growLogin(email: string, hours: number): Promise<number> {
  return query(
    `UPDATE login SET created_at = login.created_at - make_interval(hours => $2)
     FROM "user" WHERE "user".id = login.user_id AND "user".email = $1`,
    [email, hours],
  )
}

/** Lets the half hour after a purchase be over, for every order of an address. */
export async function endSitting(email: string): Promise<void> {
  await query(`UPDATE "order" SET paid_at = paid_at - interval '1 hour' WHERE email = $1`, [email])
}

/** Sets how the merchant charges for a change of plan that takes effect at once. */
export async function setPlanChangeMode(mode: string): Promise<void> {
  await query('UPDATE shop_settings SET plan_change_mode = $1::"ProrationMode"', [mode])
}
