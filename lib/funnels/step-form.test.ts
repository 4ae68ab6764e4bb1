import { expect, it } from 'vitest'
import type { Step } from './definition'
import { readStepForm, toStepForm } from './step-form'

const step: Step = {
  ...{ key: 'a', offer: 'a', kind: 'upsell', product: 'bundle', quantities: [1], discountCode: null },
  ...{ deadlineMinutes: 30, cooldownDays: 30, art: null, compare: false, texts: {}, legal: {} },
  edges: { accepted: null, declined: null, failed: null, expired: null },
}

it.each([true as const, undefined])(
  'what an offer does comes back from its form as it was: swap %s',
  (swap) => {
    const read = readStepForm(toStepForm({ ...step, swap }), step)
    expect('step' in read && read.step.swap).toBe(swap)
  },
)

it('a form that says so makes an offer replace, and add again', () => {
  const replacing = readStepForm({ ...toStepForm(step), swap: 'replace' }, step)
  expect('step' in replacing && replacing.step.swap).toBe(true)
  const adding = readStepForm(
    { ...toStepForm({ ...step, swap: true }), swap: 'add' },
    { ...step, swap: true },
  )
  expect('step' in adding && adding.step.swap).toBeUndefined()
})
