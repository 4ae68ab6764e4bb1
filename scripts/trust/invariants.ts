import { runOperator } from './operator.ts'
import type { TrustStack } from './stack.ts'

/** What `npm run invariants` finds broken in the shop's own database; a line each. */
export async function brokenInvariants(stack: TrustStack): Promise<string[]> {
  const { code, said } = await runOperator(stack, 'invariants.ts', [])
  const broken = said.split('\n').filter((line) => /^(✗| {7})/.test(line))
  if (broken.length > 0) return broken.map((line) => `npm run invariants: ${line.trim()}`)
  return code === 0 ? [] : [`npm run invariants broke off: ${said.slice(-300)}`]
}
