import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import type { Trigger } from '@/lib/funnels/trigger'
import { CATALOG } from './catalog-texts'
import { OFFER_TEXTS } from './offer-texts'

type Step = { offer: string; accepted?: string; declined?: string; failed?: string }
type SeedFunnel = { key: string; priority: number; trigger: Trigger; steps: [Step, ...Step[]] }

/** The demo shop's funnels; the first step is where they begin. */
const FUNNELS: SeedFunnel[] = [
  {
    key: 'course',
    priority: 100,
    trigger: { bought: ['starter-course'] },
    steps: [
      {
        offer: 'course-to-bundle',
        accepted: 'portfolio-review',
        declined: 'course-to-notebook',
        failed: 'course-to-notebook',
      },
      { offer: 'course-to-notebook' },
      { offer: 'portfolio-review' },
    ],
  },
  {
    key: 'licence',
    priority: 90,
    trigger: { bought: ['lumen-edit-single'] },
    steps: [{ offer: 'single-to-team' }],
  },
  {
    key: 'any-purchase',
    priority: 10,
    trigger: { all: [] },
    steps: [{ offer: 'portfolio-review' }],
  },
]

/** Writes offers, their texts and the funnels that lead through them. */
export async function seedFunnels(): Promise<void> {
  for (const offer of OFFER_TEXTS) {
    const data = { kind: offer.kind, placement: 'post_purchase' as const, productId: offer.product }
    await db.offer.upsert({
      where: { key: offer.key },
      update: data,
      create: { id: offer.key, key: offer.key, ...data },
    })
    for (const [locale, text] of Object.entries(offer.texts)) {
      await db.offerText.upsert({
        where: { offerId_locale: { offerId: offer.key, locale } },
        update: text,
        create: { offerId: offer.key, locale, ...text },
      })
    }
  }
  for (const funnel of FUNNELS) await seedFunnel(funnel)
  await seedBuyNow()
}

const stepId = (funnel: string, offer: string) => `${funnel}:${offer}`

async function seedFunnel({ key, priority, trigger, steps }: SeedFunnel): Promise<void> {
  const data = { priority, trigger: trigger as Prisma.InputJsonValue }
  await db.funnel.upsert({ where: { key }, update: data, create: { id: key, key, ...data } })
  for (const { offer } of steps) {
    const id = stepId(key, offer)
    await db.funnelStep.upsert({ where: { id }, update: {}, create: { id, funnelId: key, offerId: offer } })
  }
  const to = (offer: string | undefined) => (offer ? stepId(key, offer) : null)
  for (const step of steps) {
    await db.funnelStep.update({
      where: { id: stepId(key, step.offer) },
      data: { acceptedId: to(step.accepted), declinedId: to(step.declined), failedId: to(step.failed) },
    })
  }
  await db.funnel.update({ where: { key }, data: { entryStepId: stepId(key, steps[0].offer) } })
}

/** Each one-time product can be bought with one click on its own page by a shopper whom we may charge. */
async function seedBuyNow(): Promise<void> {
  for (const { slug, kind, texts } of CATALOG) {
    if (kind === 'subscription') continue
    const key = `buy-now:${slug}`
    const data = { kind: 'cross_sell' as const, placement: 'product_page' as const, productId: slug }
    await db.offer.upsert({
      where: { key },
      update: data,
      create: { id: key, key, cooldownDays: 0, ...data },
    })
    for (const [locale, { name, tagline, facts }] of Object.entries(texts)) {
      const text = { headline: name, body: tagline, facts }
      await db.offerText.upsert({
        where: { offerId_locale: { offerId: key, locale } },
        update: text,
        create: { offerId: key, locale, ...text },
      })
    }
  }
}
