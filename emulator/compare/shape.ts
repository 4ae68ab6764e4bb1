/** The types seen at each path of some JSON; `[]` stands for every item of a list. */
export type Shape = Map<string, Set<string>>

/** Keys whose contents are the merchant's own and differ from account to account. */
const FREE_FORM = new Set(['metadata', 'headers'])

export function shapeOf(json: unknown, path = '', shape: Shape = new Map()): Shape {
  const types = shape.get(path) ?? new Set()
  shape.set(path, types.add(typeOf(json)))
  if (Array.isArray(json)) {
    for (const item of json) shapeOf(item, `${path}[]`, shape)
  } else if (typeof json === 'object' && json !== null && !FREE_FORM.has(path.split('.').at(-1) ?? '')) {
    for (const [key, value] of Object.entries(json)) shapeOf(value, path ? `${path}.${key}` : key, shape)
  }
  return shape
}

function typeOf(json: unknown): string {
  if (json === null) return 'null'
  return Array.isArray(json) ? 'list' : typeof json
}

export interface ShapeDifference {
  path: string
  real: string
  emulator: string
}

/**
 * Where two answers differ in keys or types. A null on one side and a value on the other is no difference, and nothing
 * is said of what lies below a list that is empty, or a value that is null, on one side.
 */
export function compareShapes(real: Shape, emulator: Shape): ShapeDifference[] {
  const paths = [...new Set([...real.keys(), ...emulator.keys()])].sort()
  return paths.flatMap((path) => {
    if (isUnknowable(path, real) || isUnknowable(path, emulator)) return []
    const sides = [real, emulator].map((shape) => types(shape.get(path)))
    const [a = '', b = ''] = sides
    const hasBoth = real.has(path) && emulator.has(path)
    if (hasBoth && (a === b || a === '' || b === '')) return []
    return [
      {
        path: path || '(whole)',
        real: hasBoth ? a : told(real, path),
        emulator: hasBoth ? b : told(emulator, path),
      },
    ]
  })
}

function types(seen: Set<string> | undefined): string {
  return [...(seen ?? [])]
    .filter((type) => type !== 'null')
    .sort()
    .join(' or ')
}

function told(shape: Shape, path: string): string {
  const seen = shape.get(path)
  return seen ? types(seen) || 'null' : 'absent'
}

/** Whether a side had no chance to show this path, its parent being null or an empty list there. */
function isUnknowable(path: string, shape: Shape): boolean {
  if (shape.has(path) || path === '') return false
  const parent = path.replace(/(\[\]|\.?[^.[\]]+)$/, '')
  const seen = shape.get(parent)
  if (!seen) return true
  if (path.endsWith('[]')) return true
  return seen.size === 1 && seen.has('null')
}
