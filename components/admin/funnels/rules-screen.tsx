import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { RulesForm } from '@/components/admin/funnels/rules-form'
import { VersionLine } from '@/components/admin/funnels/version-line'
import { toRuleForm } from '@/lib/funnels/convert-rule'
import type { EditorView } from '@/lib/funnels/editor-view'
import { funnelPath } from '@/lib/funnels/paths'
import type { Staff } from '@/lib/merchants/staff'

/** The page on which it is said who sees a funnel. */
export function RulesScreen({ staff, editor }: { staff: Staff; editor: EditorView }) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const { builder } = useMessages()
  const { funnel, version, editable, choices } = editor
  const { definition } = version
  return (
    <AdminPage
      staff={staff}
      current="funnels"
      title={t('rule.pageTitle', { name: funnel.key })}
      lead={<VersionLine editor={editor} />}
      actions={
        <a
          href={funnelPath(locale, funnel.id, version.state === 'draft' ? null : version.number)}
          className="link-alone"
        >
          {t('back')}
        </a>
      }
    >
      <NextIntlClientProvider messages={{ builder }}>
        <RulesForm
          key={version.id}
          at={{ locale, funnel: funnel.id, version: version.id }}
          initial={{
            rule: toRuleForm(definition.rule),
            priority: String(definition.priority),
            markets: definition.markets,
            revision: version.revision,
            said: null,
          }}
          choices={choices}
          editable={editable}
        />
      </NextIntlClientProvider>
    </AdminPage>
  )
}
