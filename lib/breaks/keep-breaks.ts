import 'server-only'
import { pool } from '@/lib/db/pool'
import { newId } from '@/lib/ids'

/** Something that does not add up: what kind of thing, which one, and how. */
export type Break = { class: string; subject: string; detail: string }

type Table = 'recon_break' | 'invariant_break'

const keep = (table: Table) => ({
  name: `keep_${table}`,
  text: `INSERT INTO ${table} AS known (id, class, subject, detail)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
    ON CONFLICT (class, subject) WHERE closed_at IS NULL
    DO UPDATE SET detail = excluded.detail, last_seen = now()
    RETURNING class, subject, detail, (xmax = 0) AS fresh`,
})
const close = (table: Table) => ({
  name: `close_${table}`,
  text: `UPDATE ${table} SET closed_at = now() WHERE closed_at IS NULL
    AND NOT EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS found (class, subject)
      WHERE found.class = ${table}.class AND found.subject = ${table}.subject)`,
})

/**
 * Keeps the breaks that a check has found as rows, and closes those that it no longer finds. Each is one row for as long
 * as it lasts, however often it is found. Answers with the new ones and how many were closed.
 */
export async function keepBreaks(
  table: Table,
  found: readonly Break[],
): Promise<{ fresh: Break[]; closed: number }> {
  const unique = [...new Map(found.map((each) => [`${each.class} ${each.subject}`, each])).values()]
  const column = (key: keyof Break) => unique.map((each) => each[key])
  const [classes, subjects] = [column('class'), column('subject')]
  const kept = await pool.query<Break & { fresh: boolean }>({
    ...keep(table),
    values: [unique.map(newId), classes, subjects, column('detail')],
  })
  const closed = await pool.query({ ...close(table), values: [classes, subjects] })
  return { fresh: kept.rows.filter(({ fresh }) => fresh), closed: closed.rowCount ?? 0 }
}

/** The things of a kind of check that are broken now. */
export async function openSubjects(table: Table): Promise<{ class: string; subject: string }[]> {
  const { rows } = await pool.query<{ class: string; subject: string }>(
    `SELECT class, subject FROM ${table} WHERE closed_at IS NULL`,
  )
  return rows
}
