/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../emulator'
import type { ServerEnv } from '../http/weather-middleware'
import type { MailRow } from '../state/rows'
import { Desk, ScrollTable, Time } from './desk'
import { DESK_STYLE } from './desk-style'
import { sendPage } from './document'

/** `/mailbox` and `/mailbox/{id}`: every mail the shop sent, as its reader would see it. */
export function mailboxPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const to = c.req.query('to')
      const rows = store.mails.newestFirst().filter((row) => !to || row.to.some((each) => each === to))
      return sendPage(c, {
        title: 'Mailbox',
        language: 'en',
        style: DESK_STYLE,
        body: (
          <Desk>
            <h1>Mailbox{to ? `: ${to}` : ''}</h1>
            <MailList rows={rows} />
          </Desk>
        ),
      })
    })
    .get('/:id', (c) => {
      const mail = store.mails.get(c.req.param('id'))
      return sendPage(c, {
        title: mail ? mail.subject || 'Mail' : 'No such mail',
        language: 'en',
        style: DESK_STYLE,
        status: mail ? 200 : 404,
        body: <Desk>{mail ? <Message mail={mail} /> : <h1>No such mail</h1>}</Desk>,
      })
    })
}

function MailList({ rows }: { rows: MailRow[] }) {
  if (rows.length === 0) return <p class="empty">No mail yet.</p>
  return (
    <ScrollTable label="Mails">
      <thead>
        <tr>
          <th>When (UTC)</th>
          <th>To</th>
          <th>Subject</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Time at={row.received_at} />
            </td>
            <td>{row.to.join(', ')}</td>
            <td class="wide">
              <a href={`/mailbox/${row.id}`}>{row.subject || '(no subject)'}</a>
            </td>
            <td>{row.from}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** The mail's own HTML runs in a frame that may neither run scripts nor reach this page. */
function Message({ mail }: { mail: MailRow }) {
  return (
    <>
      <h1>{mail.subject || '(no subject)'}</h1>
      <dl class="meta">
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to.join(', ')}</dd>
        <dt>Date</dt>
        <dd>{mail.date ?? mail.received_at}</dd>
      </dl>
      {mail.html && (
        <iframe
          title="Mail as HTML"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc={`<base target="_blank">${mail.html}`}
        />
      )}
      <h2>Text</h2>
      <pre>{mail.text || '(no text part)'}</pre>
    </>
  )
}
