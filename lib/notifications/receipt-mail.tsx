import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createTranslator } from 'next-intl'
import { formatMoney } from '@/lib/money'
import type { Receipt, ReceiptLine } from './receipt-data'

type Messages = typeof import('@/lib/i18n/messages/en/mail.json')
type Props = { receipt: Receipt; messages: Messages; shopUrl: string; orderUrl: string; demo: boolean }

const sans = 'Inter, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", sans-serif'
const quiet = { color: '#6b6560', fontSize: '14px', lineHeight: '22px', margin: '0' }
const strong = { color: '#1c1917', fontSize: '15px', lineHeight: '24px', margin: '0', fontWeight: 600 }
const row = { width: '100%' }
const right = { textAlign: 'right' as const, whiteSpace: 'nowrap' as const, verticalAlign: 'top' }

/** The receipt of one sitting: every line with its tax, as the provider charged it. */
export function ReceiptMail({ receipt, messages, shopUrl, orderUrl, demo }: Props) {
  const t = createTranslator({ locale: receipt.locale, messages, namespace: 'receipt' })
  const changed = receipt.tooMuch.length > 0 || receipt.lines.some(({ back }) => back)
  const heading = changed ? 'headingChanged' : receipt.sentRevision > 0 ? 'headingUpdated' : 'heading'
  const date = new Intl.DateTimeFormat(receipt.locale, { dateStyle: 'long' }).format(receipt.paidAt)
  return (
    <Html lang={receipt.locale}>
      <Head />
      <Preview>{t('preview')}</Preview>
      <Body style={{ backgroundColor: '#faf8f5', fontFamily: sans, margin: 0, padding: '32px 0' }}>
        <Container
          style={{ backgroundColor: '#ffffff', borderRadius: '12px', padding: '32px', maxWidth: '520px' }}
        >
          {demo && <Text style={quiet}>{t('demo')}</Text>}
          <Heading
            as="h1"
            style={{ fontSize: '22px', lineHeight: '30px', margin: '0 0 8px', color: '#1c1917' }}
          >
            {t(heading, { number: receipt.number })}
          </Heading>
          <Text style={quiet}>
            {date}
            {receipt.card && ` · ${t('paidWith', receipt.card)}`}
          </Text>
          <Hr style={{ borderColor: '#ece7e1', margin: '24px 0' }} />
          {receipt.lines.map((line) => (
            <Line key={line.name} line={line} shopUrl={shopUrl} locale={receipt.locale} t={t} />
          ))}
          {receipt.tooMuch.map((total) => (
            <Text key={total.currency} style={quiet}>
              {t('tooMuch', { total: formatMoney(total, receipt.locale) })}
            </Text>
          ))}
          <Hr style={{ borderColor: '#ece7e1', margin: '24px 0' }} />
          {receipt.totals.map((total) => (
            <table key={total.currency} role="presentation" style={row}>
              <tbody>
                <tr>
                  <td style={strong}>{t('total')}</td>
                  <td style={{ ...strong, ...right }}>{formatMoney(total, receipt.locale)}</td>
                </tr>
              </tbody>
            </table>
          ))}
          <Section style={{ margin: '28px 0 16px' }}>
            <Link
              href={orderUrl}
              style={{
                backgroundColor: '#1c1917',
                borderRadius: '8px',
                color: '#ffffff',
                fontSize: '15px',
                padding: '12px 20px',
              }}
            >
              {t('openOrder')}
            </Link>
          </Section>
          <Text style={quiet}>{t('sameBrowser')}</Text>
          <Text style={{ ...quiet, marginTop: '16px' }}>{t('seller')}</Text>
        </Container>
      </Body>
    </Html>
  )
}

type LineProps = {
  line: ReceiptLine
  shopUrl: string
  locale: string
  t: ReturnType<typeof createTranslator<Messages, 'receipt'>>
}

const utcTime = (date: Date, locale: string) =>
  `${new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }).format(date)} UTC`

function Line({ line, shopUrl, locale, t }: LineProps) {
  const crossedOut = line.back ? ({ textDecoration: 'line-through' } as const) : {}
  return (
    <table role="presentation" style={{ ...row, marginBottom: '16px' }}>
      <tbody>
        <tr>
          <td style={strong}>{line.name}</td>
          <td style={{ ...strong, ...right, ...crossedOut }}>{formatMoney(line.total, locale)}</td>
        </tr>
        {line.back && (
          <tr>
            <td style={quiet} colSpan={2}>
              {t(line.back, { total: formatMoney(line.total, locale), product: line.replacedBy ?? '' })}
            </td>
          </tr>
        )}
        {line.replacedBy && !line.back && (
          <tr>
            <td style={quiet} colSpan={2}>
              {t('replacing', { total: formatMoney(line.total, locale), product: line.replacedBy })}
            </td>
          </tr>
        )}
        {line.replaces && !line.back && (
          <tr>
            <td style={quiet} colSpan={2}>
              {t('replaces', { product: line.replaces })}
            </td>
          </tr>
        )}
        {line.tax.amount > 0 && !line.back && (
          <tr>
            <td style={quiet}>{t('tax')}</td>
            <td style={{ ...quiet, ...right }}>{formatMoney(line.tax, locale)}</td>
          </tr>
        )}
        {line.licenseKey && (
          <tr>
            <td style={quiet} colSpan={2}>
              {t('licenseKey')} ({t('seats', { seats: line.seats })}): <code>{line.licenseKey}</code>
            </td>
          </tr>
        )}
        {line.undo && (
          <tr>
            <td style={quiet} colSpan={2}>
              <Link href={shopUrl + line.undo.href} style={{ color: '#1c1917', textDecoration: 'underline' }}>
                {t('undo')}
              </Link>{' '}
              ({t('undoUntil', { time: utcTime(line.undo.until, locale) })})
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
