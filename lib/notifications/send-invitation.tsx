import 'server-only'
import { Button } from '@react-email/button'
import { Heading } from '@react-email/heading'
import { render } from '@react-email/render'
import { Text } from '@react-email/text'
import { createTranslator } from 'next-intl'
import { env } from '@/lib/env'
import { localeSchema } from '@/lib/i18n/locale'
import { loadMailMessages } from '@/lib/i18n/messages'
import { logger } from '@/lib/logger'
import { button, heading, MailFrame, plain, quiet } from './mail-frame'
import { transport } from './mail-transport'

/** Tells somebody that they may run the shop, and where to sign in. False when the mail could not be sent. */
export async function sendInvitation(input: { to: string; by: string; locale: string }): Promise<boolean> {
  const locale = localeSchema.catch('en').parse(input.locale)
  const messages = await loadMailMessages(locale)
  const t = createTranslator({ locale, messages, namespace: 'invitation' })
  const receipt = createTranslator({ locale, messages, namespace: 'receipt' })
  const mail = (
    <MailFrame locale={locale} preview={t('subject')} demo={env.UPNEXT_MODE ? receipt('demo') : null}>
      <Heading as="h1" style={heading}>
        {t('subject')}
      </Heading>
      <Text style={plain}>{t('body', { by: input.by })}</Text>
      <Button style={{ ...button, marginTop: '16px' }} href={`${env.APP_URL}/${locale}/admin/sign-in`}>
        {t('go')}
      </Button>
      <Text style={{ ...quiet, marginTop: '16px' }}>{t('notYou')}</Text>
    </MailFrame>
  )
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  try {
    await transport.sendMail({ from: env.MAIL_FROM, to: input.to, subject: t('subject'), html, text })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    logger.error({ code }, 'an invitation could not be sent')
    return false
  }
}
