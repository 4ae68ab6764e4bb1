import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rule, ruleSchema } from '@/lib/rules/rule'
import { readRuleForm, toRuleForm } from './convert-rule'
import { emptyDefinition } from './definition'
import { editRule, partAt, pathAfter, type RuleEdit, readEdit, writeEdit } from './edit-rule'
import { addStep, removeStep, toTree } from './edit-tree'
import { readTree } from './form-tree'
import { type GroupForm, isGroup, newCondition, type RuleForm } from './rule-form'
import { ruleFieldsSchema } from './rule-form-schema'

const condition = fc.oneof(
  fc.record({
    fact: fc.constantFrom('bought', 'country', 'tag'),
    in: fc.uniqueArray(fc.constantFrom('AA', 'BB', 'CC'), { minLength: 1 }),
  }),
  fc.record({ fact: fc.constantFrom('quantity', 'usage'), min: fc.nat(1_000) }),
  fc.record({
    fact: fc.constantFrom('orderValue', 'lifetimeValue'),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    max: fc.nat(10_000_000),
  }),
  fc.record({ fact: fc.constantFrom('returning', 'oneClick'), is: fc.boolean() }),
  fc.constant({ fact: 'time', from: '2026-11-22T10:30:00.000Z' }),
)
const { rule } = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    condition,
    fc.record({ all: fc.array(tie('rule'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { maxLength: 3 }) }),
    fc.record({ none: fc.array(tie('rule'), { maxLength: 3 }) }),
  ),
}))
const rules = rule.map((each) => ruleSchema.parse(each))

/** The fields of a rule's form, as a browser sends them. */
function fieldsOf(part: RuleForm, name: string): [string, string | string[]][] {
  if (isGroup(part))
    return [
      [`${name}.op`, part.op],
      ...part.parts.flatMap((each, index) => fieldsOf(each, `${name}.parts.${index}`)),
    ]
  const { in: words, ...rest } = part
  return [
    ...(words.length > 0 ? [[`${name}.in`, words] as [string, string[]]] : []),
    ...Object.entries(rest).map(([field, value]): [string, string] => [`${name}.${field}`, value]),
  ]
}
const asGroup = (each: Rule): Rule => ('fact' in each ? { all: [each] } : each)
const count = (part: RuleForm): number =>
  isGroup(part) ? part.parts.map(count).reduce((a, b) => a + b, 0) : 1

describe('the form of a rule', () => {
  test('says what is stored, and is read back as it was', () => {
    fc.assert(
      fc.property(rules, (each) => {
        expect(readRuleForm(toRuleForm(each))).toEqual({ rule: asGroup(each) })
      }),
    )
  })

  test('comes back from a browser as it went', () => {
    fc.assert(
      fc.property(rules, (each) => {
        const form = toRuleForm(each)
        const fields = { ...Object.fromEntries(fieldsOf(form, 'rule')), priority: '1' }
        expect(ruleFieldsSchema.parse(readTree(fields))).toEqual({ rule: form, priority: '1', markets: [] })
      }),
    )
  })

  test('moving never loses a condition, and what is down comes up again', () => {
    const paths = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(rules, paths, fc.constantFrom('up', 'down'), (each, path, by) => {
        const form = toRuleForm(each)
        const moved = editRule(form, { do: by, path })
        expect(count(moved)).toBe(count(form))
        expect(ruleFieldsSchema.shape.rule.safeParse(moved).success).toBe(true)
      }),
    )
  })

  test('a condition enters the group it meets, and leaves it at its end', () => {
    const [a, b] = [newCondition('tag'), newCondition('kind')]
    const form: GroupForm = { op: 'all', parts: [a, { op: 'any', parts: [b] }] }
    const inside = editRule(form, { do: 'down', path: [0] })
    expect(inside).toEqual({ op: 'all', parts: [{ op: 'any', parts: [a, b] }] })
    expect(editRule(inside, { do: 'up', path: [0, 0] })).toEqual(form)
  })

  test('an edit is a button, and nothing else is', () => {
    const edits: RuleEdit[] = [
      { do: 'add', path: [] },
      { do: 'remove', path: [0, 12] },
    ]
    for (const edit of edits) expect(readEdit(writeEdit(edit))).toEqual(edit)
    for (const odd of ['', 'save', 'add', 'add:x', 'add:1.', 'drop:1', 'add:123'])
      expect(readEdit(odd)).toBeNull()
  })
})

test('fields that name no place, or two things at one, are no form', () => {
  expect(readTree({ 'a.b': '1', 'a.c.0': '2', 'a.c.1': '3' })).toEqual({ a: { b: '1', c: ['2', '3'] } })
  expect(readTree({ a: '1', 'a.b': '2' })).toBeNull()
  expect(readTree({ 'a.b': '2', a: '1' })).toBeNull()
  for (const odd of ['', '.', 'a.', '__proto__.x', 'a.__proto__', '0.a'])
    expect(readTree({ [odd]: 'x' })).toBeNull()
})

test('after an edit one goes on at the part it was about', () => {
  const [a, b, c] = [newCondition('bought'), newCondition('country'), newCondition('usage')]
  const root: GroupForm = { op: 'all', parts: [a, { op: 'any', parts: [b] }, c] }
  const after = (edit: RuleEdit) => {
    const path = pathAfter(root, edit)
    return path && partAt(editRule(root, edit), path)
  }
  expect(after({ do: 'add', path: [], fact: 'tag' })).toEqual(newCondition('tag'))
  expect(after({ do: 'group', path: [1] })).toMatchObject({ op: 'any' })
  expect(after({ do: 'down', path: [0] })).toBe(a)
  expect(after({ do: 'up', path: [2] })).toBe(c)
  expect(after({ do: 'up', path: [1, 0] })).toBe(b)
  expect(after({ do: 'remove', path: [2] })).toMatchObject({ op: 'any' })
  expect(pathAfter(root, { do: 'remove', path: [1, 0] })).toEqual([1])
  expect(pathAfter(root, { do: 'up', path: [0] })).toBeNull()
})

describe('the tree', () => {
  const begin = { deadlineMinutes: 45, cooldownDays: 7 }
  const one = addStep(emptyDefinition, 'one', null, begin)
  const two = addStep(one, 'two', { step: 'one', outcome: 'declined' }, begin)
  const three = addStep(two, 'three', { step: 'one', outcome: 'declined' }, begin)

  test('an offer put on an edge leads on to what came there before', () => {
    expect(three.steps.map(({ key, edges }) => [key, edges.declined])).toEqual([
      ['one', 'three'],
      ['two', null],
      ['three', 'two'],
    ])
    expect(addStep(one, 'x', { step: 'nowhere', outcome: 'failed' }, begin)).toEqual(one)
  })

  test('an offer taken out leaves no hole', () => {
    expect(removeStep(three, 'three')).toEqual(two)
    expect(removeStep(three, 'one').entry).toBe('three')
  })

  test('is drawn once and ends, whatever leads where', () => {
    const round = {
      ...two,
      steps: two.steps.map((step) => ({
        ...step,
        edges: { ...step.edges, accepted: 'one', expired: 'two' },
      })),
    }
    const { root, loose } = toTree(round)
    expect(root?.step.key).toBe('one')
    expect(loose).toEqual([])
    expect(toTree({ ...two, entry: 'two' }).loose.map(({ key }) => key)).toEqual(['one'])
  })
})
