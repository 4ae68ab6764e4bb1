import 'server-only'
import { render } from '@react-email/render'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { loadMailMessages } from '@/lib/i18n/messages'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { transport } from './mail-transport'
import { PlanMail, planMailWords } from './plan-mail'
import { readPlanMail } from './plan-mail-data'

/**
 * Tells of one event of a subscription, once. Throws when it cannot be sent or its sums are not known yet, and is then
 * run again; a crash between sending and marking repeats one mail, which its Message-ID makes recognisable.
 */
export async function sendPlanMail(eventId: string): Promise<void> {
  const data = await readPlanMail(eventId)
  if (!data) return
  const messages = await loadMailMessages(data.locale)
  const planUrl = env.APP_URL + paths.subscription(data.locale, data.subscriptionId)
  const mail = (
    <PlanMail data={data} messages={messages} planUrl={planUrl} demo={env.UPNEXT_MODE !== undefined} />
  )
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  await transport.sendMail({
    from: env.MAIL_FROM,
    to: data.email,
    subject: planMailWords({ data, messages }).subject,
    html,
    text,
    messageId: `<plan.${eventId}@${new URL(env.APP_URL).hostname}>`,
  })
  await db.subscriptionEvent.updateMany({
    where: { id: eventId, mailedAt: null },
    data: { mailedAt: new Date() },
  })
  logger.info({ subscriptionId: data.subscriptionId, event: data.kind }, 'plan mail sent')
}
