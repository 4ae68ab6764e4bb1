import 'server-only'
import { isSealed, seal } from '@/lib/charges/tag'

const text = (lineId: string) => `undo.${lineId}`

/** What stands in the undo link of a receipt: the line, and proof that the shop wrote it. */
export const undoToken = (lineId: string): string => `${lineId}.${seal(text(lineId))}`

/** The line that a link is about, or null when the shop did not write it. */
export function readUndoToken(token: string): string | null {
  const [, lineId, proof] = /^([\w-]{22})\.([\w-]{43})$/.exec(token) ?? []
  return lineId && proof && isSealed(text(lineId), proof) ? lineId : null
}
