import { useLocale, useTranslations } from 'next-intl'
import { smallAction, smallButton } from '@/components/admin/button-small'
import { SubmitButton } from '@/components/ui/submit-button'
import {
  discardDraftAction,
  publishAction,
  startDraftAction,
  switchFunnelAction,
} from '@/lib/funnels/actions'
import type { FunnelView } from '@/lib/funnels/view'

/** What can be done with a funnel as a whole. Publishing takes what is stored, not what is on the screen. */
export function FunnelActions({ funnel: { id, draft, published, active } }: { funnel: FunnelView }) {
  const t = useTranslations('funnels.page')
  const locale = useLocale()
  const fields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="funnel" value={id} />
    </>
  )
  return (
    <div className="flex flex-wrap gap-2">
      {draft ? (
        <form className="flex flex-wrap gap-2">
          {fields}
          <input type="hidden" name="version" value={draft.id} />
          <input type="hidden" name="revision" defaultValue={draft.revision} data-revision="" />
          <SubmitButton formAction={discardDraftAction} className={smallButton} pendingLabel={t('discard')}>
            {t('discard')}
          </SubmitButton>
          <SubmitButton formAction={publishAction} className={smallAction} pendingLabel={t('publishing')}>
            {t('publish')}
          </SubmitButton>
        </form>
      ) : (
        <form action={startDraftAction}>
          {fields}
          <SubmitButton className={smallAction} pendingLabel={t('edit')}>
            {t('edit')}
          </SubmitButton>
        </form>
      )}
      {published ? (
        <form action={switchFunnelAction}>
          {fields}
          <input type="hidden" name="active" value={active ? 'off' : 'on'} />
          <SubmitButton className={smallButton} pendingLabel={t(active ? 'switchOff' : 'switchOn')}>
            {t(active ? 'switchOff' : 'switchOn')}
          </SubmitButton>
        </form>
      ) : null}
    </div>
  )
}
