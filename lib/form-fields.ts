/**
 * The fields of a form that its page put there. What the framework adds to name the action is left out, so that a strict
 * schema can refuse everything else; a field sent twice or as a file is refused by it too.
 */
export function readFields(data: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const names = new Set([...data.keys()].filter((name) => !name.startsWith('$ACTION_')))
  return Object.fromEntries(
    [...names].map((name) => {
      const values = data.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
