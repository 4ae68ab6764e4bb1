import 'server-only'
import { render } from '@react-email/render'
import { createTranslator } from 'next-intl'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { loadMailMessages } from '@/lib/i18n/messages'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { transport } from './mail-transport'
import { readReceipt } from './receipt-data'
import { ReceiptMail } from './receipt-mail'

/**
 * Sends the receipt of a sitting if something on it is new. Throws when the mail cannot be sent, and is then run
 * again; a crash between sending and marking repeats one mail, which its Message-ID makes recognisable.
 */
export async function sendReceipt(orderId: string): Promise<void> {
  const receipt = await readReceipt(orderId)
  if (!receipt || receipt.sentRevision >= receipt.revision) return
  const messages = await loadMailMessages(receipt.locale)
  const t = createTranslator({ locale: receipt.locale, messages, namespace: 'receipt' })
  const orderUrl = env.APP_URL + paths.order(receipt.locale, orderId)
  const mail = (
    <ReceiptMail
      receipt={receipt}
      messages={messages}
      shopUrl={env.APP_URL}
      orderUrl={orderUrl}
      demo={env.UPNEXT_MODE !== undefined}
    />
  )
  const messageId = (revision: number) => `<receipt.${orderId}.${revision}@${new URL(env.APP_URL).hostname}>`
  const before = receipt.sentRevision > 0 ? messageId(receipt.sentRevision) : undefined
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  await transport.sendMail({
    from: env.MAIL_FROM,
    to: receipt.email,
    subject: t(before ? 'subjectUpdated' : 'subject', { number: receipt.number }),
    html,
    text,
    messageId: messageId(receipt.revision),
    inReplyTo: before,
    references: before,
  })
  await db.order.updateMany({
    where: { id: orderId, receiptSentRevision: { lt: receipt.revision } },
    data: { receiptSentRevision: receipt.revision },
  })
  logger.info({ orderId, revision: receipt.revision }, 'receipt sent')
}
