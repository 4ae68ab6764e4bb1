import { db } from '@/lib/db/prisma'
import { ADD_ONS, FEATURES, PLANS } from './plan-texts'

/** Writes add-ons, features and limits of the demo shop's plans. Prices of known add-ons are left to the sync. */
export async function seedPlans(): Promise<void> {
  for (const { slug, price, taxCategory, position, texts } of ADD_ONS) {
    await db.addOn.upsert({
      where: { slug },
      update: { taxCategory, position },
      create: {
        id: slug,
        slug,
        priceMinor: price.amount,
        currency: price.currency,
        taxCategory,
        position,
      },
    })
    for (const [locale, text] of Object.entries(texts)) {
      await db.addOnText.upsert({
        where: { addOnId_locale: { addOnId: slug, locale } },
        update: text,
        create: { addOnId: slug, locale, ...text },
      })
    }
  }
  for (const [position, [key, texts]] of Object.entries(FEATURES).entries()) {
    for (const [locale, text] of Object.entries(texts)) {
      await db.planFeature.upsert({
        where: { key_locale: { key, locale } },
        update: { text, position },
        create: { key, locale, text, position },
      })
    }
  }
  for (const [slug, plan] of Object.entries(PLANS)) await db.product.update({ where: { slug }, data: plan })
}
