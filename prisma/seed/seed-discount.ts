import { db } from '@/lib/db/prisma'
import { createDiscount, fetchDiscount } from '@/lib/dodo/discounts'

const STAY = { code: 'STAY30', percent: 30, cycles: 3 }

/** The demo shop's discount for somebody who leaves for the price, made once; the merchant may set another or none. */
export async function seedDiscount(): Promise<void> {
  const found = await fetchDiscount(STAY.code)
  if (!found.ok || found.value) return
  await createDiscount(STAY)
  const saveDiscountCode = STAY.code
  await db.shopSettings.upsert({
    where: { id: 'shop' },
    update: { saveDiscountCode },
    create: { id: 'shop', saveDiscountCode },
  })
}
