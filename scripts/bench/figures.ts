/** One measured number, and what it should be. */
export type Figure = {
  name: string
  value: number | null
  unit: 'ms' | '/s' | '×' | 'KiB' | 'MiB' | 'calls' | 'points'
  target?: Target
  note?: string
}

type Target = { atMost: number } | { atLeast: number } | { exactly: number }

export const isMet = (value: number, target: Target): boolean => {
  if ('atMost' in target) return value <= target.atMost
  return 'atLeast' in target ? value >= target.atLeast : value === target.exactly
}

/** The figures as one object: name to value, unit, target and whether it is met. */
export function toJson(figures: Figure[]): Record<string, unknown> {
  return Object.fromEntries(
    figures.map(({ name, value, unit, target, note }) => [
      name,
      {
        value: value === null ? null : Number(value.toFixed(3)),
        unit,
        ...(target && { target, met: value !== null && isMet(value, target) }),
        ...(note && { note }),
      },
    ]),
  )
}

/** The figures for people: one line each, its target and "ok" or "short" beside it. */
export function toText(groups: { title: string; figures: Figure[] }[]): string {
  return groups.map(({ title, figures }) => [`\n${title}`, ...figures.map(toLine)].join('\n')).join('\n')
}

function toLine({ name, value, unit, target, note }: Figure): string {
  const shown = value === null ? 'unknown' : `${format(value, unit)} ${unit}`
  const verdict = target ? `${sign(target)}  ${value !== null && isMet(value, target) ? 'ok' : 'SHORT'}` : ''
  return `  ${name.padEnd(44)} ${shown.padStart(12)}  ${verdict.padEnd(14)} ${note ?? ''}`.trimEnd()
}

function sign(target: Target): string {
  if ('atMost' in target) return `≤ ${target.atMost}`
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `= ${target.exactly}`
}

function format(value: number, unit: Figure['unit']): string {
  switch (unit) {
    case 'calls':
    case 'points':
      return String(Number(value.toFixed(2)))
    case '/s':
    case 'MiB':
      return value.toFixed(0)
    case '×':
      return value.toFixed(2)
    case 'ms':
    case 'KiB':
      return value.toFixed(1)
  }
}
