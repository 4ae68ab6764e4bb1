import { compareShapes, shapeOf } from './shape'
import { type Answer, call, type Side } from './side'
import { type Found, STEPS, type Step } from './steps'

export interface StepReport {
  name: string
  differences: string[]
}

/** Walks both sides through the same steps, one call at a time, and tells where their answers differ in form. */
export async function compare(real: Side, emulator: Side): Promise<StepReport[]> {
  const found: [Found, Found] = [{}, {}]
  const reports: StepReport[] = []
  for (const step of STEPS) {
    const answers = await Promise.all([walk(real, step, found[0]), walk(emulator, step, found[1])])
    if (answers[0].status === 401) {
      throw new Error(
        `${real.url} does not know this key. A live key is refused there; give one of the test mode`,
      )
    }
    reports.push({ name: step.name, differences: differencesOf(...answers) })
  }
  return reports
}

async function walk(side: Side, { method, path, body, keep }: Step, found: Found): Promise<Answer> {
  const answer = await call(side, method, path(found), body?.(found))
  if (keep && answer.status < 300) Object.assign(found, keep(answer.json))
  return answer
}

export function differencesOf(real: Answer, emulator: Answer): string[] {
  const differences: string[] = []
  const differ = (what: string, a: unknown, b: unknown) => {
    if (a !== b) differences.push(`${what}: ${String(a)} here, ${String(b)} in the emulator`)
  }
  differ('status', real.status, emulator.status)
  differ('content type', real.type || 'none', emulator.type || 'none')
  if (real.status >= 400 && emulator.status >= 400) differ('code', codeOf(real), codeOf(emulator))
  for (const { path, real: a, emulator: b } of compareShapes(shapeOf(real.json), shapeOf(emulator.json))) {
    differ(path, a, b)
  }
  return differences
}

function codeOf({ json }: Answer): unknown {
  return typeof json === 'object' && json !== null && 'code' in json ? json.code : 'none'
}

export function printReport(reports: readonly StepReport[], print: (line: string) => void): void {
  for (const { name, differences } of reports) {
    print(`${differences.length === 0 ? 'same   ' : 'DIFFERS'}  ${name}`)
    for (const difference of differences) print(`           ${difference}`)
  }
  const different = reports.filter((report) => report.differences.length > 0).length
  print(`steps ${reports.length}, same ${reports.length - different}, different ${different}`)
}
