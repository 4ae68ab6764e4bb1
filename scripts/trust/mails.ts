import { z } from 'zod'
import type { TrustStack } from './stack.ts'

const mails = z.object({ items: z.array(z.object({ headers: z.record(z.string(), z.unknown()) })) })

/** How many mails came more than once, by their Message-ID. */
export async function repeatedMails({ emulatorUrl }: TrustStack): Promise<number> {
  const { items } = mails.parse(await (await fetch(`${emulatorUrl}/_emulator/mail`)).json())
  const ids = items.map(({ headers }) => JSON.stringify(headers['message-id'] ?? headers['Message-ID']))
  return ids.length - new Set(ids).size
}
