import { useLocale, useTranslations } from 'next-intl'
import { smallAction, smallButton } from '@/components/admin/button-small'
import { DraftFields } from '@/components/admin/funnels/funnel-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { discardDraftAction, publishFunnelAction, startDraftAction } from '@/lib/funnels/actions'
import type { EditorView } from '@/lib/funnels/editor-view'
import { funnelPath, previewPath, replayPath } from '@/lib/funnels/paths'
import { isEnough, type Role } from '@/lib/merchants/roles'

/** What can be done with the version on the page. */
export function FunnelActs({ editor, role }: { editor: EditorView; role: Role }) {
  const t = useTranslations('builder.acts')
  const locale = useLocale()
  const { funnel, version, editable, problems } = editor
  const stuck = problems.some(({ severity }) => severity === 'error')
  const { entry } = version.definition
  const older = version.state !== 'draft' && version.number !== funnel.history[0]?.number
  return (
    <div className="flex flex-wrap gap-2">
      {entry ? (
        <a
          href={previewPath(locale, funnel.id, { version: version.id, step: entry })}
          className={smallButton}
          target="_blank"
          rel="noreferrer"
        >
          {t('preview')} <span className="sr-only">{t('newTab')}</span>
        </a>
      ) : null}
      {funnel.placement === 'post_purchase' ? (
        <a
          href={replayPath(locale, funnel.id, version.state === 'draft' ? null : version.number)}
          className={smallButton}
        >
          {t('replay')}
        </a>
      ) : null}
      {older ? (
        <a href={funnelPath(locale, funnel.id)} className={smallButton}>
          {t('newest')}
        </a>
      ) : null}
      {!older && version.state !== 'draft' && isEnough(role, 'editor') ? (
        <form action={startDraftAction}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="funnel" value={funnel.id} />
          <SubmitButton className={smallAction} pendingLabel={t('working')}>
            {t('edit')}
          </SubmitButton>
        </form>
      ) : null}
      {editable ? (
        <form className="flex flex-wrap gap-2">
          <DraftFields locale={locale} funnel={funnel.id} version={version.id} revision={version.revision} />
          <SubmitButton formAction={discardDraftAction} className={smallButton} pendingLabel={t('working')}>
            {t('discard')}
          </SubmitButton>
          <SubmitButton
            formAction={publishFunnelAction}
            className={stuck ? smallButton : smallAction}
            pendingLabel={t('working')}
          >
            {t('publish')}
          </SubmitButton>
        </form>
      ) : null}
    </div>
  )
}
