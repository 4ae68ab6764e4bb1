import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { ROLES } from '@/lib/merchants/roles'

/** The demo shop's staff: one for each role. Their codes are read in the emulator's mailbox. */
export async function seedStaff(): Promise<void> {
  for (const role of ROLES) {
    const email = `${role}@lumen.example`
    await db.staff.upsert({ where: { email }, update: {}, create: { id: newId(), email, role } })
  }
}
