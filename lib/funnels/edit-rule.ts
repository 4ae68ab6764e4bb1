import {
  type Fact,
  type GroupForm,
  isGroup,
  newCondition,
  type Op,
  type Path,
  type RuleForm,
} from './rule-form'

/** Groups within groups, at most; conditions stand one deeper. The rule's schema says the same. */
const MAX_GROUPS = 6
const MAX_PARTS = 50

/** One change of a rule's shape. What it does not fit stays as it is. */
export type RuleEdit =
  | { do: 'add'; path: Path; fact?: Fact }
  | { do: 'group'; path: Path }
  | { do: 'remove'; path: Path }
  | { do: 'up' | 'down'; path: Path }

/**
 * Adds to a group, removes a part, or moves one by a place: through its own group, and at the group's end out of it.
 * A condition that meets a group enters it. Pure; the same for the browser and for a form without scripts.
 */
export function editRule(root: GroupForm, edit: RuleEdit): GroupForm {
  switch (edit.do) {
    case 'add':
      return append(root, edit.path, newCondition(edit.fact ?? 'bought'))
    case 'group':
      if (edit.path.length + 2 > MAX_GROUPS) return root
      return append(root, edit.path, { op: 'any', parts: [newCondition('bought')] })
    case 'remove':
      return edit.path.length === 0 ? root : without(root, edit.path)
    case 'up':
    case 'down':
      return move(root, edit.path, edit.do === 'up' ? -1 : 1)
  }
}

/** The part at a path; null where there is none. */
export function partAt(root: GroupForm, path: Path): RuleForm | null {
  let part: RuleForm | undefined = root
  for (const index of path) part = part && isGroup(part) ? part.parts[index] : undefined
  return part ?? null
}

/** The rule with the group at a path changed. */
function changeGroup(root: GroupForm, path: Path, change: (group: GroupForm) => GroupForm): GroupForm {
  const [index, ...rest] = path
  if (index === undefined) return change(root)
  return {
    ...root,
    parts: root.parts.map((part, at) =>
      at === index && isGroup(part) ? changeGroup(part, rest, change) : part,
    ),
  }
}

const append = (root: GroupForm, path: Path, part: RuleForm) =>
  changeGroup(root, path, (group) =>
    group.parts.length < MAX_PARTS ? { ...group, parts: [...group.parts, part] } : group,
  )

const without = (root: GroupForm, path: Path) =>
  changeGroup(root, path.slice(0, -1), (group) => ({
    ...group,
    parts: group.parts.filter((_, index) => index !== path.at(-1)),
  }))

const insert = (root: GroupForm, path: Path, part: RuleForm) =>
  changeGroup(root, path.slice(0, -1), (group) => ({
    ...group,
    parts: group.parts.toSpliced(path.at(-1) ?? 0, 0, part),
  }))

function move(root: GroupForm, path: Path, by: -1 | 1): GroupForm {
  const part = partAt(root, path)
  const to = part && target(root, path, by)
  if (!part || !to) return root
  return insert(without(root, path), to, part)
}

/** Where a part goes, in the rule that it has been taken out of. */
function target(root: GroupForm, path: Path, by: -1 | 1): Path | null {
  const [above, index] = [path.slice(0, -1), path.at(-1) ?? 0]
  const part = partAt(root, path)
  const neighbour = partAt(root, [...above, index + by])
  if (!neighbour) {
    const parent = above.at(-1)
    if (parent === undefined) return null
    return [...above.slice(0, -1), by === -1 ? parent : parent + 1]
  }
  const enters = part && !isGroup(part) && isGroup(neighbour) && neighbour.parts.length < MAX_PARTS
  if (!enters) return [...above, index + by]
  return by === -1 ? [...above, index - 1, neighbour.parts.length] : [...above, index, 0]
}

/** The part at which whoever made an edit goes on: the new one, the moved one, or what stands before a removed one. */
export function pathAfter(root: GroupForm, edit: RuleEdit): Path | null {
  const { path } = edit
  const [above, index] = [path.slice(0, -1), path.at(-1) ?? 0]
  switch (edit.do) {
    case 'add':
    case 'group': {
      const group = partAt(root, path)
      return group && isGroup(group) ? [...path, group.parts.length] : null
    }
    case 'remove':
      return index > 0 ? [...above, index - 1] : above
    case 'up':
    case 'down':
      return target(root, path, edit.do === 'up' ? -1 : 1)
  }
}

/** Whether a part can move that way. */
export const canMove = (root: GroupForm, path: Path, by: 'up' | 'down'): boolean =>
  path.length > 0 && target(root, path, by === 'up' ? -1 : 1) !== null

export const canNest = (path: Path): boolean => path.length + 2 <= MAX_GROUPS

export const setOp = (root: GroupForm, path: Path, op: Op): GroupForm =>
  changeGroup(root, path, (group) => ({ ...group, op }))

/** The rule with the part at a path replaced. */
export const setPart = (root: GroupForm, path: Path, part: RuleForm): GroupForm =>
  changeGroup(root, path.slice(0, -1), (group) => ({
    ...group,
    parts: group.parts.map((each, index) => (index === path.at(-1) ? part : each)),
  }))

/** An edit as the value of a button, and back: `add:0.2`. Null for anything else. */
export const writeEdit = ({ do: what, path }: RuleEdit): string => `${what}:${path.join('.')}`

export function readEdit(value: string): RuleEdit | null {
  const [, what, digits = ''] = /^(add|group|remove|up|down):((?:\d{1,2}\.)*\d{1,2})?$/.exec(value) ?? []
  if (!what) return null
  return { do: what as RuleEdit['do'], path: digits === '' ? [] : digits.split('.').map(Number) }
}
