import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Html } from '@react-email/html'
import { Preview } from '@react-email/preview'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'

const sans = 'Inter, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", sans-serif'

/** The looks that mails share. */
export const quiet = { color: '#6b6560', fontSize: '14px', lineHeight: '22px', margin: '0' }
export const strong = {
  color: '#1c1917',
  fontSize: '15px',
  lineHeight: '24px',
  margin: '0',
  fontWeight: 600,
}
export const plain = { color: '#1c1917', fontSize: '15px', lineHeight: '24px', margin: '0' }
export const heading = { fontSize: '22px', lineHeight: '30px', margin: '0 0 8px', color: '#1c1917' }
export const rule = { borderColor: '#ece7e1', margin: '24px 0' }
export const right = { textAlign: 'right' as const, whiteSpace: 'nowrap' as const, verticalAlign: 'top' }
export const button = {
  backgroundColor: '#1c1917',
  borderRadius: '8px',
  color: '#ffffff',
  fontSize: '15px',
  padding: '12px 20px',
}

type Props = { locale: string; preview: string; demo: string | null; children: ReactNode }

/** What stands around every mail about a plan. */
export function MailFrame({ locale, preview, demo, children }: Props) {
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: '#faf8f5', fontFamily: sans, margin: 0, padding: '32px 0' }}>
        <Container
          style={{ backgroundColor: '#ffffff', borderRadius: '12px', padding: '32px', maxWidth: '520px' }}
        >
          {demo && <Text style={quiet}>{demo}</Text>}
          {children}
        </Container>
      </Body>
    </Html>
  )
}
