import pg from 'pg'

/** Lets a day and more pass for whoever is signed in with an address. Answers how many logins grew old. */
export async function growLogin(email: string, hours: number): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `UPDATE login SET created_at = login.created_at - make_interval(hours => $2)
       FROM "user" WHERE "user".id = login.user_id AND "user".email = $1`,
      [email, hours],
    )
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}

/** Lets the half hour after a purchase be over, for every order of an address. */
export async function endSitting(email: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    await client.query(`UPDATE "order" SET paid_at = paid_at - interval '1 hour' WHERE email = $1`, [email])
  } finally {
    await client.end()
  }
}
