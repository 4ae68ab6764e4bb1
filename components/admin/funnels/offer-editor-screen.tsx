import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { smallButton } from '@/components/admin/button-small'
import { DraftFields } from '@/components/admin/funnels/funnel-fields'
import { OfferEditor } from '@/components/admin/funnels/offer-editor'
import { ProblemsList } from '@/components/admin/funnels/problems-list'
import { VersionLine } from '@/components/admin/funnels/version-line'
import { Panel } from '@/components/admin/panel'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { removeOfferAction } from '@/lib/funnels/actions'
import type { Step } from '@/lib/funnels/definition'
import type { EditorView } from '@/lib/funnels/editor-view'
import { funnelPath } from '@/lib/funnels/paths'
import { toStepForm } from '@/lib/funnels/step-form'
import type { Staff } from '@/lib/merchants/staff'

/** The page of one offer: its form, and beside it the page that shoppers will see. */
export function OfferEditorScreen({ staff, editor, step }: { staff: Staff; editor: EditorView; step: Step }) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const { builder } = useMessages()
  const { funnel, version, editable, choices, problems } = editor
  const place = funnel.placement
  const own = problems.filter(({ at }) => at.step === step.key)
  const name = choices.products.find(({ id }) => id === step.product)?.name ?? t('tree.noProduct')
  return (
    <AdminPage
      staff={staff}
      current="funnels"
      title={name}
      lead={<VersionLine editor={editor} />}
      actions={
        <a
          href={funnelPath(locale, funnel.id, version.state === 'draft' ? null : version.number)}
          className="link-alone"
        >
          {t('backTo', { name: funnel.key })}
        </a>
      }
    >
      {place === 'order_bump' || place === 'order_page' || place === 'account' ? (
        <Notice>{t(`place.${place}`)}</Notice>
      ) : null}
      {own.length > 0 ? (
        <Panel title={t('checks.here')}>
          <ProblemsList funnel={funnel.id} definition={version.definition} problems={own} choices={choices} />
        </Panel>
      ) : null}
      <NextIntlClientProvider messages={{ builder }}>
        <OfferEditor
          key={`${version.id} ${step.key}`}
          at={{ locale, funnel: funnel.id, version: version.id }}
          step={step.key}
          initial={{ form: toStepForm(step), revision: version.revision, said: null }}
          others={version.definition.steps
            .filter(({ key }) => key !== step.key)
            .map(({ key, product }) => ({
              key,
              name: choices.products.find(({ id }) => id === product)?.name ?? key,
            }))}
          choices={choices}
          editable={editable}
        />
      </NextIntlClientProvider>
      {editable ? (
        <form action={removeOfferAction} className="border-t border-line pt-4">
          <DraftFields locale={locale} funnel={funnel.id} version={version.id} revision={version.revision} />
          <input type="hidden" name="step" value={step.key} />
          <SubmitButton className={smallButton} pendingLabel={t('working')}>
            {t('offer.remove')}
          </SubmitButton>
        </form>
      ) : null}
    </AdminPage>
  )
}
