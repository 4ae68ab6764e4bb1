import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Link } from '@react-email/link'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createTranslator } from 'next-intl'
import { formatMoney } from '@/lib/money'
import { button, heading, MailFrame, plain, quiet, right, rule, strong } from './mail-frame'
import type { PlanMailData } from './plan-mail-data'

type Messages = typeof import('@/lib/i18n/messages/en/mail.json')
type Props = { data: PlanMailData; messages: Messages; planUrl: string; demo: boolean }

const dateIn = (locale: string, iso: string | null) =>
  iso ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso)) : ''

/** The words for one event of a subscription. */
export function planMailWords({ data, messages }: Pick<Props, 'data' | 'messages'>) {
  const t = createTranslator({ locale: data.locale, messages, namespace: 'plan' })
  const { kind, plan, to } = data
  const values = { plan, to, date: dateIn(data.locale, data.date), cycles: data.discountCycles }
  const undo = messages.plan.kind[kind]
  return {
    t,
    subject: t(`kind.${kind}.subject`, values),
    heading: t(`kind.${kind}.heading`, values),
    body: t(`kind.${kind}.body`, values),
    undo: 'undo' in undo ? t(`kind.${kind}.undo` as 'kind.changed.undo', values) : null,
  }
}

/** What has changed about a plan, what was charged or credited, when the next charge comes, and the way back. */
export function PlanMail({ data, messages, planUrl, demo }: Props) {
  const { t, ...words } = planMailWords({ data, messages })
  const { locale, charged, credited, next } = data
  const money = (sum: Parameters<typeof formatMoney>[0]) => formatMoney(sum, locale)
  const rows = [
    ...(charged ? [{ name: t('charged'), value: money(charged) }] : []),
    ...(credited ? [{ name: t('credited'), value: money(credited) }] : []),
    ...(next
      ? [
          {
            name: t('next'),
            value: t('nextValue', { date: dateIn(locale, next.at), due: money(next.due) }),
          },
        ]
      : []),
  ]
  return (
    <MailFrame locale={locale} preview={words.body} demo={demo ? t('demo') : null}>
      <Heading as="h1" style={heading}>
        {words.heading}
      </Heading>
      <Text style={plain}>{words.body}</Text>
      {rows.length > 0 && (
        <>
          <Hr style={rule} />
          <table role="presentation" style={{ width: '100%' }}>
            <tbody>
              {rows.map(({ name, value }) => (
                <tr key={name}>
                  <td style={quiet}>{name}</td>
                  <td style={{ ...strong, ...right }}>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Hr style={rule} />
        </>
      )}
      {words.undo && <Text style={{ ...plain, marginTop: '12px' }}>{words.undo}</Text>}
      <Section style={{ margin: '28px 0 16px' }}>
        <Link href={planUrl} style={button}>
          {t('seePlan')}
        </Link>
      </Section>
      <Text style={{ ...quiet, marginTop: '16px' }}>{t('seller')}</Text>
    </MailFrame>
  )
}
