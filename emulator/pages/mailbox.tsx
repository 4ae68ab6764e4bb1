/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../emulator'
import type { ServerEnv } from '../http/weather-middleware'
import type { MailRow } from '../state/rows'
import { sendDesk, sendMissing, Time } from './desk'
import { Pager, paged } from './desk/paged'
import { Block, type Column, DataTable, Facts, Head } from './desk/parts'

/** `/mailbox` and `/mailbox/{id}`: every mail the shop sent, as its reader would see it. */
export function mailboxPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const to = c.req.query('to')
      const rows = store.mails.newestFirst().filter((row) => !to || row.to.some((each) => each === to))
      const page = paged(c, rows)
      return sendDesk(
        c,
        'Mailbox',
        <>
          <Head
            title="Mailbox"
            lead={to ? `Mail to ${to}` : 'Every mail the shop sent. None left this machine.'}
          />
          <DataTable label="Mails" rows={page.rows} columns={columns} empty="No mail yet." />
          <Pager of={page} />
        </>,
      )
    })
    .get('/:id', (c) => {
      const mail = store.mails.get(c.req.param('id'))
      return mail ? sendDesk(c, subjectOf(mail), <Message mail={mail} />) : sendMissing(c, 'mail')
    })
}

const columns: readonly [Column<MailRow>, ...Column<MailRow>[]] = [
  { head: 'Subject', cell: (row) => <a href={`/mailbox/${row.id}`}>{subjectOf(row)}</a> },
  { head: 'To', cell: (row) => row.to.join(', ') },
  { head: 'From', cell: (row) => row.from },
  { head: 'When (UTC)', cell: (row) => <Time at={row.received_at} />, kind: 'when' },
]

function subjectOf(mail: MailRow): string {
  return mail.subject || '(no subject)'
}

/** The mail's own HTML runs in a frame that may neither run scripts nor reach this page. */
function Message({ mail }: { mail: MailRow }) {
  return (
    <>
      <Head back={{ href: '/mailbox', name: 'Mailbox' }} title={subjectOf(mail)} />
      <Facts
        of={{
          From: mail.from,
          To: mail.to.join(', '),
          Date: <Time at={mail.date ?? mail.received_at} />,
        }}
      />
      {mail.html && (
        <iframe
          title="Mail as HTML"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc={`<base target="_blank">${mail.html}`}
        />
      )}
      <Block title="Text">
        <pre tabindex={0}>{mail.text || '(no text part)'}</pre>
      </Block>
    </>
  )
}
