import pg from 'pg'
import { settings } from './settings'

export const CAMPAIGN = 'swap-story'
export const HEADLINE = {
  en: 'Make it the team licence, for the difference',
  ja: '差額でチームライセンスに',
} as const

const texts = (headline: string, body: string, facts: string[]) => ({ headline, body, facts })
const legal = { withdrawal: '', delivery: '', cancellation: '' }
const step = {
  ...{ key: 'swap-story', offer: 'swap-story', kind: 'upsell', product: 'lumen-edit-team', swap: true },
  ...{ quantities: [1], discountCode: null, deadlineMinutes: 30, cooldownDays: 30, art: null, compare: true },
  texts: {
    en: texts(HEADLINE.en, 'One key for the whole studio takes the place of your own.', [
      'Five seats instead of one',
      'Presets shared by everybody',
    ]),
    ja: texts(HEADLINE.ja, 'お持ちのライセンスが、スタジオ全員で使える1つのキーに代わります。', [
      '1席から5席へ',
      'プリセットを全員で共有',
    ]),
  },
  legal: { en: legal, ja: legal },
  edges: { accepted: null, declined: null, failed: null, expired: null },
}
const definition = {
  ...{ priority: 900, markets: [], entry: step.key, steps: [step] },
  rule: {
    all: [
      { fact: 'bought', in: ['lumen-edit-single'] },
      { fact: 'campaign', in: [CAMPAIGN] },
    ],
  },
}

/** Publishes a funnel that offers the team licence in the place of the single one, to visits of one campaign only. */
export async function publishSwap(): Promise<void> {
  const client = new pg.Client({ connectionString: settings.databaseUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO offer (id, key, kind, placement, product_id) VALUES ($1, $1, 'upsell', 'post_purchase', $2)
       ON CONFLICT DO NOTHING`,
      [step.offer, step.product],
    )
    await client.query(`INSERT INTO funnel (id, key) VALUES ($1, $1) ON CONFLICT DO NOTHING`, [step.key])
    await client.query(
      `INSERT INTO funnel_version (id, funnel_id, number, state, definition, published_at)
       VALUES ($1, $1, 1, 'published', $2, now()) ON CONFLICT DO NOTHING`,
      [step.key, JSON.stringify(definition)],
    )
  } finally {
    await client.end()
  }
}
