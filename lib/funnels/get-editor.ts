import 'server-only'
import { isEnough, type Role } from '@/lib/merchants/roles'
import { listChoices } from './choices'
import type { EditorView } from './editor-view'
import { checkVersion } from './publish'
import { getFunnel, getVersion } from './queries'

/**
 * One version of a funnel as the editor shows it: the one with that number, else the draft, else what is published.
 * Null where there is none or where what is stored cannot be read. For the merchant: the caller has checked who asks.
 */
export async function getEditor(
  funnelId: string,
  { number, role, locale }: { number: number | null; role: Role; locale: string },
): Promise<EditorView | null> {
  const funnel = await getFunnel(funnelId)
  if (!funnel) return null
  const { id } =
    (number === null
      ? (funnel.draft ?? funnel.published ?? funnel.history[0])
      : funnel.history.find((version) => version.number === number)) ?? {}
  const version = id ? await getVersion(id) : null
  if (!version?.definition) return null
  const draft = version.state === 'draft'
  const [choices, problems] = await Promise.all([listChoices(locale), draft ? checkVersion(version.id) : []])
  return {
    funnel,
    version: { ...version, definition: version.definition },
    editable: draft && isEnough(role, 'editor'),
    problems: problems ?? [],
    choices,
  }
}

/** The number of a version in an address; null for the newest. */
export function readVersionNumber(asked: string | string[] | undefined): number | null {
  const number = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : null
  return number
}
