import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { smallButton } from '@/components/admin/button-small'
import { FunnelActs } from '@/components/admin/funnels/funnel-acts'
import { FunnelTree } from '@/components/admin/funnels/funnel-tree'
import { ProblemsList } from '@/components/admin/funnels/problems-list'
import { RuleText } from '@/components/admin/funnels/rule-text'
import { VersionLine } from '@/components/admin/funnels/version-line'
import { Versions } from '@/components/admin/funnels/versions'
import { Told } from '@/components/admin/notices'
import { Panel } from '@/components/admin/panel'
import { Icon } from '@/components/ui/icon'
import type { EditorView } from '@/lib/funnels/editor-view'
import { type FunnelNotice, isGood } from '@/lib/funnels/notices'
import { rulesPath } from '@/lib/funnels/paths'
import type { Staff } from '@/lib/merchants/staff'

type Props = { staff: Staff; editor: EditorView; notice: FunnelNotice | null }

/** One funnel: what is to be mended, who sees it, its tree, and what it was before. */
export function FunnelScreen({ staff, editor, notice }: Props) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const { funnel, version, problems, choices } = editor
  const { definition } = version
  return (
    <AdminPage
      staff={staff}
      current="funnels"
      title={funnel.key}
      lead={<VersionLine editor={editor} />}
      actions={<FunnelActs editor={editor} role={staff.role} />}
    >
      {notice ? <Told good={isGood(notice)}>{t(`notice.${notice}`)}</Told> : null}
      {version.state === 'draft' ? (
        <Panel title={t('checks.title')}>
          {problems.length > 0 ? (
            <ProblemsList funnel={funnel.id} definition={definition} problems={problems} choices={choices} />
          ) : (
            <p className="flex items-center gap-2 text-sm text-success">
              <Icon name="check" />
              {t('checks.none')}
            </p>
          )}
        </Panel>
      ) : null}
      <Panel
        title={t('rule.title')}
        aside={
          <a
            href={rulesPath(locale, funnel.id, version.state === 'draft' ? null : version.number)}
            className={smallButton}
          >
            {editor.editable ? t('rule.edit') : t('rule.look')}
          </a>
        }
      >
        <RuleText rule={definition.rule} choices={choices} />
        <p className="text-sm text-muted">
          {t('rule.summary', {
            priority: definition.priority,
            markets: definition.markets.map((market) => t(`market.${market}`)).join(', ') || '–',
          })}
        </p>
      </Panel>
      <div id="tree">
        <Panel title={t('tree.title')}>
          <FunnelTree editor={editor} />
        </Panel>
      </div>
      <Panel title={t('versions.title')}>
        <Versions editor={editor} />
      </Panel>
    </AdminPage>
  )
}
