import 'server-only'
import { render } from '@react-email/render'
import { createTranslator } from 'next-intl'
import { env } from '@/lib/env'
import { localeSchema } from '@/lib/i18n/locale'
import { loadMailMessages } from '@/lib/i18n/messages'
import { transport } from './mail-transport'
import { SignInCodeMail } from './sign-in-code-mail'

/** Mails a code to the address it proves. It is sent at once and written nowhere: a queue would keep it in the clear. */
export async function sendSignInCode(input: { email: string; code: string; locale: string }): Promise<void> {
  const locale = localeSchema.catch('en').parse(input.locale)
  const messages = await loadMailMessages(locale)
  const t = createTranslator({ locale, messages, namespace: 'signIn' })
  const { code } = input
  const mail = (
    <SignInCodeMail code={code} locale={locale} messages={messages} demo={env.UPNEXT_MODE !== undefined} />
  )
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  await transport.sendMail({
    from: env.MAIL_FROM,
    to: input.email,
    subject: t('subject', { code }),
    html,
    text,
  })
}
