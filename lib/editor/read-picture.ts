import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { adjustDrawing } from './adjust'
import type { Adjustments } from './adjustments'

/** A picture of the editor with its adjustments, as an SVG. */
export async function readPicture(adjustments: Adjustments, isPreview: boolean): Promise<string> {
  const file = path.join(process.cwd(), 'public', 'art', `${adjustments.picture}.svg`)
  return adjustDrawing(await readFile(file, 'utf8'), adjustments, isPreview)
}
