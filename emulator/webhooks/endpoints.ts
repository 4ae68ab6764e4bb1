import { randomBytes } from 'node:crypto'
import type { WebhookCreateParams } from 'dodopayments/resources/webhooks'
import { newId } from '../ids'
import type { EndpointRow } from '../state/rows'

const ENV_ENDPOINT_ID = 'whk_from_environment'
const FORMER_SECRET_LIFETIME_MS = 24 * 60 * 60 * 1000

/** A new endpoint row as `POST /webhooks` makes it, with a fresh secret. */
export function newEndpoint(params: WebhookCreateParams, now: Date): EndpointRow {
  return {
    id: newId('whk'),
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    url: params.url,
    description: params.description ?? '',
    disabled: params.disabled ?? false,
    filter_types: params.filter_types ?? null,
    metadata: params.metadata ?? {},
    rate_limit: params.rate_limit ?? null,
    headers: params.headers ?? {},
    secret: newSecret(),
  }
}

/** The endpoint given at start. It has a fixed id, so a restart replaces it and never doubles it. */
export function endpointFromEnvironment(webhook: { url: string; secret: string }, now: Date): EndpointRow {
  return {
    ...newEndpoint({ url: webhook.url, description: 'Given at start' }, now),
    id: ENV_ENDPOINT_ID,
    secret: webhook.secret,
  }
}

/** The endpoint with a fresh secret; the former one goes on signing beside it for 24 hours. */
export function withNewSecret(endpoint: EndpointRow, now: Date): EndpointRow {
  const until = new Date(now.getTime() + FORMER_SECRET_LIFETIME_MS).toISOString()
  return { ...endpoint, secret: newSecret(), former_secret: { secret: endpoint.secret, until } }
}

function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}
