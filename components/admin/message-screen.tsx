import { useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { INBOX_TONES } from '@/components/admin/inbox-screen'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import { ReasonForm } from '@/components/admin/reason-form'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { requeueAction } from '@/lib/insight/actions'
import type { InboxRow } from '@/lib/insight/inbox'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

export const MESSAGE_NOTICES = ['requeued', 'not_found', 'reason_missing'] as const

type Props = {
  staff: Staff
  message: InboxRow & { body: unknown }
  notice: (typeof MESSAGE_NOTICES)[number] | null
}

/** One webhook with its body, personal data hidden. */
export function MessageScreen({ staff, message, notice }: Props) {
  const t = useTranslations('admin.inbox')
  const facts = [
    [
      t('state'),
      <Mark key="state" tone={INBOX_TONES[message.state]}>
        {t(`states.${message.state}`)}
      </Mark>,
    ],
    [t('received'), <Moment key="received" at={message.receivedAt} />],
    [t('done'), <Moment key="done" at={message.doneAt} />],
    [t('attempts'), message.attempts],
    [t('deliveries'), message.deliveries],
    [t('note'), message.note ?? '–'],
  ] as const
  return (
    <AdminPage staff={staff} current="inbox" title={message.eventType} lead={message.id}>
      {notice ? <Told good={notice === 'requeued'}>{t(`notice.${notice}`)}</Told> : null}
      <dl className="grid gap-x-6 gap-y-4 rounded-md border border-line p-5 text-sm sm:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name} className="grid content-start gap-0.5">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {isEnough(staff.role, 'editor') ? (
        <Panel title={t('requeue')}>
          <p className="text-sm text-muted">{t('requeueLead')}</p>
          <ReasonForm action={requeueAction} name="message" value={message.id} submit={t('requeue')} />
        </Panel>
      ) : null}
      <Panel title={t('body')}>
        <ScrollRegion label={t('body')} className="rounded-sm bg-surface">
          <pre className="p-4 font-mono text-xs">{JSON.stringify(message.body, null, 2)}</pre>
        </ScrollRegion>
      </Panel>
    </AdminPage>
  )
}
