import { definitionSchema, type Step } from '@/lib/funnels/definition'

/** What an impression showed: its step of the version it was shown from; null when that cannot be read. */
export function shownStep(impression: { stepKey: string; version: { definition: unknown } }): Step | null {
  const definition = definitionSchema.safeParse(impression.version.definition)
  if (!definition.success) return null
  return definition.data.steps.find(({ key }) => key === impression.stepKey) ?? null
}
