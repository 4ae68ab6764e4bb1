import 'server-only'
import { randomInt } from 'node:crypto'
import type { DeliveryKind } from '@/lib/db/generated/enums'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'

/** Gives the buyer of a line what it promises. Run twice it gives nothing more: one row per line and kind. */
export async function grantEntitlements(
  tx: Tx,
  line: { id: string; product: { delivery: DeliveryKind } },
): Promise<void> {
  const { delivery } = line.product
  await tx.entitlement.createMany({
    data: [
      {
        id: newId(),
        lineId: line.id,
        kind: delivery,
        licenseKey: delivery === 'license_key' ? newLicenseKey() : null,
      },
    ],
    skipDuplicates: true,
  })
}

// No 0/O or 1/I: people type these.
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function newLicenseKey(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `LUMEN-${group()}-${group()}-${group()}-${group()}`
}
