import { type AddressObject, type HeaderValue, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { newId } from '../ids'
import type { MailRow } from '../state/rows'
import type { Store } from '../state/store'

const MAX_MAIL_BYTES = 10 * 1024 * 1024

export interface MailServer {
  port: number
  close(): Promise<void>
}

/** Takes every mail sent to it and keeps it in the mailbox; nothing is ever passed on. */
export async function startMailServer(
  store: Store,
  options: { host: string; port: number; now: () => Date },
): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, callback) => {
      const envelopeTo = session.envelope.rcptTo.map((recipient) => recipient.address)
      simpleParser(stream).then(
        (mail) => {
          const row: MailRow = {
            id: newId('eml'),
            received_at: options.now().toISOString(),
            from: mail.from?.text ?? '',
            to: envelopeTo,
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html || null,
            headers: Object.fromEntries([...mail.headers].map(([name, value]) => [name, headerText(value)])),
            date: mail.date?.toISOString() ?? null,
          }
          store.mails.put(row)
          callback()
        },
        (error: Error) => callback(error),
      )
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function headerText(value: HeaderValue | AddressObject | AddressObject[]): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((part) => headerText(part)).join(', ')
  if ('text' in value && typeof value.text === 'string') return value.text
  return JSON.stringify(value)
}
