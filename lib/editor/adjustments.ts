import { z } from 'zod'

export const PICTURES = ['hero', 'portfolio-review', 'preset-pack'] as const
export type Picture = (typeof PICTURES)[number]

export const CONTROLS = ['light', 'contrast', 'colour', 'warmth'] as const
export type Control = (typeof CONTROLS)[number]

/** How far each control goes to either side of 0, where it leaves the picture as it is. */
export const RANGE = 50

const control = z.coerce.number().int().min(-RANGE).max(RANGE).catch(0)
const schema = z.object({
  picture: z.enum(PICTURES).catch('hero'),
  light: control,
  contrast: control,
  colour: control,
  warmth: control,
})
export type Adjustments = z.infer<typeof schema>

/** Reads a picture and its adjustments from an address or a form; what makes no sense counts as not said. */
export const readAdjustments = (params: Record<string, unknown>): Adjustments => schema.parse(params)

/** The adjustments as a query, in one fixed order. */
export function writeAdjustments(adjustments: Adjustments): string {
  const query = new URLSearchParams({ picture: adjustments.picture })
  for (const name of CONTROLS) query.set(name, String(adjustments[name]))
  return query.toString()
}
