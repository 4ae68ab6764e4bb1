import { addresses, type Ports } from './stack/settings.ts'

/** What to open and what to try, once the shop runs. */
export function announcement(ports: Ports): string {
  const { shop, emulator } = addresses(ports)
  return `
  Shop       ${shop}
  Payments   ${emulator}            (what the provider sees; nothing here moves real money)
  Mailbox    ${emulator}/mailbox    (every mail the shop sends)
  Merchant   ${shop}/en/admin/sign-in    (sign in as owner@lumen.example; the code is in the mailbox)

  Test cards, with any future expiry and any CVC:
    4242 4242 4242 4242   pays
    4000 0000 0000 0002   is declined
    4000 0025 0000 3155   asks for a bank check

  Ctrl-C stops everything; the data stay in .data.
`
}
