import { expect, test } from 'vitest'
import { adjustDrawing, filterFor } from './adjust'
import { readAdjustments, writeAdjustments } from './adjustments'

const original = readAdjustments({ picture: 'hero' })
const drawing = '<svg viewBox="0 0 800 600"><rect width="800" height="600"/></svg>'

test('controls at 0 leave every pixel as it is', () => {
  expect(filterFor(original)).toContain('slope="1" intercept="0"')
  expect(filterFor(original)).toContain('type="saturate" values="1"')
  expect(filterFor(original)).toContain('values="1 0 0 0 0  0 1 0 0 0  0 0 1 0 0  0 0 0 1 0"')
})

test('light and contrast are one line through the middle grey', () => {
  expect(filterFor({ ...original, contrast: 50 })).toContain('slope="1.5" intercept="-0.25"')
  expect(filterFor({ ...original, light: -50 })).toContain('slope="0.5" intercept="0"')
})

test('the drawing is kept whole inside the filter, and only a preview is marked', () => {
  expect(adjustDrawing(drawing, original, false)).toMatch(
    /^<svg viewBox="0 0 800 600"><filter .*<g filter="url\(#lumen-edit\)"><rect width="800" height="600"\/><\/g><\/svg>$/,
  )
  expect(adjustDrawing(drawing, original, false)).not.toContain('preview')
  expect(adjustDrawing(drawing, original, true)).toContain('preview')
})

test('what makes no sense counts as not said', () => {
  const read = readAdjustments({ picture: '../../etc/passwd', light: '999', contrast: 'x', warmth: '-20' })
  expect(writeAdjustments(read)).toBe('picture=hero&light=0&contrast=0&colour=0&warmth=-20')
})
