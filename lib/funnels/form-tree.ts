type Value = FormDataEntryValue | FormDataEntryValue[]
type Tree = { [name: string]: Value | Tree | (Value | Tree)[] }

const NAME = /^[a-zA-Z][a-zA-Z]*(\.([a-zA-Z]+|\d{1,2}))*$/

/**
 * Fields named by their place (`rule.parts.0.fact`) as one object, for a schema to check; numbers become places in
 * lists. Null when a name is no such place or says two things.
 */
export function readTree(fields: Record<string, Value>): unknown {
  const root: Tree = Object.create(null)
  for (const [name, value] of Object.entries(fields)) {
    if (!NAME.test(name) || !put(root, name.split('.'), value)) return null
  }
  return toLists(root)
}

function put(tree: Tree, [name, ...rest]: string[], value: Value): boolean {
  if (name === undefined) return false
  if (rest.length === 0) {
    if (name in tree) return false
    tree[name] = value
    return true
  }
  tree[name] ??= Object.create(null) as Tree
  const next = tree[name]
  if (typeof next !== 'object' || Array.isArray(next) || next instanceof File) return false
  return put(next, rest, value)
}

function toLists(value: Tree[string]): unknown {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof File) return value
  const entries = Object.entries(value)
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name)))
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, each]) => toLists(each))
  return Object.fromEntries(entries.map(([name, each]) => [name, toLists(each)]))
}
