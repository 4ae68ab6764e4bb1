import { setTimeout as wait } from 'node:timers/promises'
import type { TrustStack } from './stack.ts'

type Rule = {
  match: { email?: string; route?: string; event?: string }
  effect: Record<string, unknown>
  times?: number
}

/** Asks the emulator's control for something. */
export async function control<T = unknown>(
  { emulatorUrl }: TrustStack,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${emulatorUrl}/_emulator${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Waits until the provider has sent every payment's success that it was to send to these people. */
export async function untilDelivered(stack: TrustStack, emails: string[]): Promise<void> {
  for (const email of emails) {
    const path = `/webhooks?type=payment.succeeded&email=${encodeURIComponent(email)}`
    const deadline = performance.now() + 60_000
    for (;;) {
      const { items } = await control<{ items: { state: string }[] }>(stack, 'GET', path)
      if (items.every(({ state }) => state !== 'pending')) break
      if (performance.now() > deadline)
        throw new Error(`Webhooks about ${email} are not delivered after 60 s.`)
      await wait(200)
    }
  }
}

/** Makes weather and answers how to end it. */
export async function addWeather(stack: TrustStack, rule: Rule): Promise<() => Promise<unknown>> {
  const { id } = await control<{ id: string }>(stack, 'POST', '/weather', rule)
  return () => fetch(`${stack.emulatorUrl}/_emulator/weather/${id}`, { method: 'DELETE' })
}
