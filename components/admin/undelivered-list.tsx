import { useLocale, useTranslations } from 'next-intl'
import { smallButton } from '@/components/admin/button-small'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { Mark, Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { isEnough, type Role } from '@/lib/merchants/roles'
import { sendAgainAction } from '@/lib/offer-events/actions'
import type { Undelivered } from '@/lib/offer-events/endpoints'

type Props = { deliveries: Undelivered[]; role: Role }

/** Events that an address did not take: what was given up can be sent once more. */
export function UndeliveredList({ deliveries, role }: Props) {
  const t = useTranslations('admin.events')
  const locale = useLocale()
  return (
    <Panel title={t('undelivered')}>
      <DataTable
        caption={t('undelivered')}
        rows={deliveries}
        total={deliveries.length}
        keyOf={({ id }) => id}
        empty="–"
        columns={[
          { key: 'at', label: t('at'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
          {
            key: 'what',
            label: t('type'),
            cell: ({ event, endpoint }) => (
              <>
                <span className="font-strong">
                  {t(`types.${event.type}`)} · {event.offerId}
                </span>
                <span className="block text-xs text-muted break-all">{endpoint.url}</span>
              </>
            ),
          },
          {
            key: 'state',
            label: t('state'),
            cell: ({ state }) => (
              <Mark tone={state === 'dead' ? 'bad' : 'busy'}>
                {t(state === 'dead' ? 'givenUp' : 'tryingAgain')}
              </Mark>
            ),
          },
          { key: 'tries', label: t('tries'), align: 'right', cell: ({ tries }) => tries },
          {
            key: 'answer',
            label: t('answer'),
            align: 'right',
            cell: ({ lastStatus }) => lastStatus ?? t('noAnswer'),
          },
          { key: 'next', label: t('next'), cell: ({ nextAt }) => <Moment at={nextAt} /> },
          {
            key: 'act',
            label: t('act'),
            cell: ({ id, state, event }) =>
              state === 'dead' && isEnough(role, 'editor') ? (
                <form action={sendAgainAction}>
                  <input type="hidden" name="locale" value={locale} />
                  <input type="hidden" name="delivery" value={id} />
                  <SubmitButton className={smallButton} pendingLabel={t('sendAgain')}>
                    <span>
                      {t('sendAgain')}
                      <span className="sr-only"> {event.offerId}</span>
                    </span>
                  </SubmitButton>
                </form>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </Panel>
  )
}
