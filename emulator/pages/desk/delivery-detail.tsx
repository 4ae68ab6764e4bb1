/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import type { DeliveryAttempt, DeliveryRow } from '../../state/rows'
import { webhookPayload } from '../../webhooks/payload'
import { isSuccess } from '../../webhooks/send'
import { Time } from '../desk'
import { Act, Block, codes, Facts, Head, Pill } from './parts'

const PLACES: Partial<Record<DeliveryRow['subject']['kind'], string>> = {
  Payment: '/desk/payments',
  Subscription: '/desk/subscriptions',
}

export function DeliveryDetail({ emulator, delivery }: { emulator: Emulator; delivery: DeliveryRow }) {
  const { kind, id } = delivery.subject
  const place = PLACES[kind]
  const endpoint = emulator.store.endpoints.get(delivery.endpoint_id)
  return (
    <>
      <Head
        back={{ href: '/desk/webhooks', name: 'Webhooks' }}
        title={
          <>
            {delivery.type} <Pill state={delivery.state} />
          </>
        }
        lead={<code>{delivery.id}</code>}
      >
        <Act
          to={`/desk/webhooks/${delivery.id}/replay`}
          label="Replay"
          name={`Replay ${delivery.type}`}
          primary
        />
      </Head>
      <Facts
        of={{
          About: place ? <a href={`${place}/${id}`}>{id}</a> : id,
          Customer: delivery.email,
          Happened: <Time at={delivery.timestamp} />,
          'Next attempt': delivery.next_attempt_at ? <Time at={delivery.next_attempt_at} /> : null,
          Endpoint: <code>{endpoint?.url ?? 'removed'}</code>,
        }}
      />
      <Block title="Attempts">
        {delivery.attempts.length === 0 && <p class="empty">Not sent yet.</p>}
        <ol class="attempts">
          {delivery.attempts.toReversed().map((attempt, index) => (
            <Attempt key={attempt.at} attempt={attempt} number={delivery.attempts.length - index} />
          ))}
        </ol>
      </Block>
      <details>
        <summary>What a replay would send now</summary>
        <p class="soft">The body shows the state of the moment it is sent in.</p>
        <pre tabindex={0}>{pretty(JSON.stringify(webhookPayload(emulator.store, delivery)))}</pre>
      </details>
    </>
  )
}

function Attempt({ attempt, number }: { attempt: DeliveryAttempt; number: number }) {
  const { exchange } = attempt
  return (
    <li class="attempt">
      <p class="title">
        <strong>{attempt.is_copy ? 'Copy' : `Attempt ${number}`}</strong>
        <span class={`pill ${isSuccess(attempt) ? 'good' : 'bad'}`}>{attempt.status ?? attempt.error}</span>
        <Time at={attempt.at} />
        {exchange && <span class="soft">{exchange.ms} ms</span>}
      </p>
      {exchange && (
        <>
          <details>
            <summary>Headers and signature</summary>
            <Facts of={codes(Object.entries(exchange.headers))} />
          </details>
          <details>
            <summary>Body sent</summary>
            <pre tabindex={0}>{pretty(exchange.body)}</pre>
          </details>
          {exchange.response && (
            <details>
              <summary>Answer</summary>
              <pre tabindex={0}>{pretty(exchange.response)}</pre>
            </details>
          )}
        </>
      )}
    </li>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
