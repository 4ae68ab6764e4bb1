import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Html } from '@react-email/html'
import { Preview } from '@react-email/preview'
import { Text } from '@react-email/text'
import { createTranslator } from 'next-intl'
import type { Locale } from '@/lib/i18n/routing'

type Messages = typeof import('@/lib/i18n/messages/en/mail.json')
type Props = { code: string; locale: Locale; messages: Messages; demo: boolean }

const sans = 'Inter, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", sans-serif'
const quiet = { color: '#6b6560', fontSize: '14px', lineHeight: '22px', margin: '0' }

/** The code that proves a mailbox. It holds no link: nothing a scanner opens can use the code up. */
export function SignInCodeMail({ code, locale, messages, demo }: Props) {
  const t = createTranslator({ locale, messages, namespace: 'signIn' })
  const receipt = createTranslator({ locale, messages, namespace: 'receipt' })
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{t('preview')}</Preview>
      <Body style={{ backgroundColor: '#faf8f5', fontFamily: sans, margin: 0, padding: '32px 0' }}>
        <Container
          style={{ backgroundColor: '#ffffff', borderRadius: '12px', padding: '32px', maxWidth: '520px' }}
        >
          {demo && <Text style={quiet}>{receipt('demo')}</Text>}
          <Heading
            as="h1"
            style={{ fontSize: '22px', lineHeight: '30px', margin: '0 0 8px', color: '#1c1917' }}
          >
            {t('heading')}
          </Heading>
          <Text
            style={{
              color: '#1c1917',
              fontSize: '32px',
              lineHeight: '44px',
              letterSpacing: '6px',
              fontWeight: 600,
              margin: '16px 0',
            }}
          >
            {code}
          </Text>
          <Text style={quiet}>{t('use')}</Text>
          <Text style={{ ...quiet, marginTop: '16px' }}>{t('notYou')}</Text>
        </Container>
      </Body>
    </Html>
  )
}
