import type { Difference } from './editor-view'

/** The fields in which two forms differ, named by their place. */
export function differences(stored: unknown, yours: unknown): Difference[] {
  const [theirs, mine] = [flatten(stored), flatten(yours)]
  return [...new Set([...theirs.keys(), ...mine.keys()])]
    .map((field) => ({ field, stored: theirs.get(field) ?? '', yours: mine.get(field) ?? '' }))
    .filter(({ stored: a, yours: b }) => a !== b)
}

function flatten(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value ?? '')]])
  return new Map(
    Object.entries(value).flatMap(([name, each]) => [...flatten(each, path ? `${path}.${name}` : name)]),
  )
}
