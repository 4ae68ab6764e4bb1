import { COUNT_FACTS, type Condition, FLAG_FACTS, MONEY_FACTS, type Rule, WORD_FACTS } from '@/lib/rules/rule'
import { minorDigits } from './minor-digits'
import {
  type ConditionForm,
  type GroupForm,
  isGroup,
  newCondition,
  type Path,
  type RuleForm,
} from './rule-form'

/** What keeps a condition from being stored, and where it stands. */
export type RuleIssue = {
  path: Path
  code: 'no_values' | 'no_bounds' | 'bad_number' | 'bad_time' | 'wrong_order'
}

/** A stored rule as a form; a lone condition becomes a group of one, which means the same. */
export function toRuleForm(rule: Rule): GroupForm {
  const form = convert(rule)
  return isGroup(form) ? form : { op: 'all', parts: [form] }
}

function convert(rule: Rule): RuleForm {
  if ('all' in rule) return { op: 'all', parts: rule.all.map(convert) }
  if ('any' in rule) return { op: 'any', parts: rule.any.map(convert) }
  if ('none' in rule) return { op: 'none', parts: rule.none.map(convert) }
  const form = newCondition(rule.fact)
  if ('in' in rule) return { ...form, in: rule.in }
  if ('is' in rule) return { ...form, is: rule.is ? 'yes' : 'no' }
  if (rule.fact === 'time') return { ...form, from: toLocal(rule.from), until: toLocal(rule.until) }
  const digits = 'currency' in rule ? minorDigits(rule.currency) : 0
  const write = (value: number | undefined) =>
    value === undefined ? '' : (value / 10 ** digits).toFixed(digits)
  const bounds = { min: write(rule.min), max: write(rule.max) }
  return 'currency' in rule ? { ...form, ...bounds, currency: rule.currency } : { ...form, ...bounds }
}

/** What an input for date and time holds, in UTC. */
const toLocal = (iso: string | undefined) => (iso ? new Date(iso).toISOString().slice(0, 16) : '')

/** The rule that a form describes, or all that is still missing in it. */
export function readRuleForm(form: GroupForm): { rule: Rule } | { issues: RuleIssue[] } {
  const issues: RuleIssue[] = []
  const read = (part: RuleForm, path: Path): Rule[] => {
    if (isGroup(part)) {
      const parts = part.parts.flatMap((child, index) => read(child, [...path, index]))
      if (part.op === 'all') return [{ all: parts }]
      return part.op === 'any' ? [{ any: parts }] : [{ none: parts }]
    }
    const condition = readCondition(part)
    if (typeof condition !== 'string') return [condition]
    issues.push({ path, code: condition })
    return []
  }
  const [rule] = read(form, [])
  return issues.length > 0 || !rule ? { issues } : { rule }
}

function readCondition(form: ConditionForm): Condition | RuleIssue['code'] {
  const { fact } = form
  const word = WORD_FACTS.find((each) => each === fact)
  if (word) {
    const words = [...new Set(form.in.map((each) => each.trim()).filter(Boolean))]
    const named = word === 'country' || word === 'currency' ? words.map((each) => each.toUpperCase()) : words
    return named.length > 0 ? { fact: word, in: named } : 'no_values'
  }
  const flag = FLAG_FACTS.find((each) => each === fact)
  if (flag) return { fact: flag, is: form.is === 'yes' }
  const money = MONEY_FACTS.find((each) => each === fact)
  if (money) {
    const bounds = readBounds(form, minorDigits(form.currency))
    return typeof bounds === 'string' ? bounds : { fact: money, currency: form.currency, ...bounds }
  }
  const count = COUNT_FACTS.find((each) => each === fact)
  if (count) {
    const bounds = readBounds(form, 0)
    return typeof bounds === 'string' ? bounds : { fact: count, ...bounds }
  }
  return readTime(form)
}

function readBounds({ min, max }: ConditionForm, digits: number) {
  const [low, high] = [readNumber(min, digits), readNumber(max, digits)]
  if (low === null || high === null) return 'bad_number' as const
  if (low === undefined && high === undefined) return 'no_bounds' as const
  if (low !== undefined && high !== undefined && low > high) return 'wrong_order' as const
  return { ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) }
}

/** A number in the smallest unit; undefined where nothing is typed, null where it is none. */
function readNumber(typed: string, digits: number): number | null | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return undefined
  const [, whole = '', , part = ''] = /^(\d{1,12})(\.(\d*))?$/.exec(text) ?? []
  if (whole === '' || part.length > digits) return null
  const value = Number(whole + part.padEnd(digits, '0'))
  return Number.isSafeInteger(value) ? value : null
}

function readTime({ from, until }: ConditionForm): Condition | RuleIssue['code'] {
  if (!from && !until) return 'no_bounds'
  const [begin, end] = [from, until].map((typed) => (typed ? readInstant(typed) : undefined))
  if (begin === null || end === null) return 'bad_time'
  if (begin && end && begin >= end) return 'wrong_order'
  return { fact: 'time', ...(begin && { from: begin }), ...(end && { until: end }) }
}

function readInstant(typed: string): string | null {
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(typed) ? new Date(`${typed}Z`) : null
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
}
