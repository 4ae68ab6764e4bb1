import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { smallButton } from '@/components/admin/button-small'
import { type Column, DataTable } from '@/components/admin/data-table'
import { StateMark } from '@/components/admin/funnels/state-mark'
import { LocalTime } from '@/components/ui/local-time'
import { SubmitButton } from '@/components/ui/submit-button'
import { duplicateFunnelAction, switchFunnelAction } from '@/lib/funnels/actions'
import { funnelPath } from '@/lib/funnels/paths'
import type { FunnelSummary } from '@/lib/funnels/view'

type Props = { caption: string; funnels: FunnelSummary[]; mayEdit: boolean }

/** The funnels of one placement, the first to be asked first. */
export function FunnelsTable({ caption, funnels, mayEdit }: Props) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const columns: Column<FunnelSummary>[] = [
    {
      key: 'name',
      label: t('list.name'),
      cell: ({ id, key }) => (
        <a href={funnelPath(locale, id)} className="link inline-flex min-h-11 items-center font-strong">
          {key}
        </a>
      ),
    },
    {
      key: 'state',
      label: t('list.state'),
      cell: (funnel) => (
        <span className="inline-flex min-h-11 flex-wrap items-center gap-1.5">
          <StateMark state={!funnel.active ? 'off' : funnel.published ? 'published' : 'draft'} />
          {funnel.published && funnel.draft ? <StateMark state="edited" /> : null}
        </span>
      ),
    },
    {
      key: 'priority',
      label: t('list.priority'),
      align: 'right',
      cell: ({ priority }) => <Cell>{priority ?? '–'}</Cell>,
    },
    { key: 'offers', label: t('list.offers'), align: 'right', cell: ({ offers }) => <Cell>{offers}</Cell> },
    {
      key: 'version',
      label: t('list.version'),
      align: 'right',
      cell: ({ published, draft }) => <Cell>{published?.number ?? draft?.number ?? '–'}</Cell>,
    },
    {
      key: 'published',
      label: t('list.published'),
      cell: ({ published }) => (
        <Cell>
          {published?.publishedAt ? (
            <LocalTime iso={published.publishedAt.toISOString()} locale={locale} show="date" />
          ) : (
            t('list.never')
          )}
        </Cell>
      ),
    },
  ]
  const acts: Column<FunnelSummary> = {
    key: 'acts',
    label: t('list.acts'),
    cell: (funnel) => <Acts funnel={funnel} />,
  }
  return (
    <DataTable
      caption={caption}
      columns={mayEdit ? [...columns, acts] : columns}
      rows={funnels}
      keyOf={({ id }) => id}
      total={funnels.length}
      empty={t('list.empty')}
    />
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <span className="inline-flex min-h-11 items-center tabular-nums">{children}</span>
}

function Acts({ funnel: { id, key, active } }: { funnel: FunnelSummary }) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const about = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="funnel" value={id} />
    </>
  )
  return (
    <div className="flex gap-2">
      <form action={duplicateFunnelAction}>
        {about}
        <SubmitButton className={smallButton} pendingLabel={t('working')}>
          {t('list.duplicate')} <span className="sr-only">{key}</span>
        </SubmitButton>
      </form>
      <form action={switchFunnelAction}>
        {about}
        <input type="hidden" name="active" value={active ? 'off' : 'on'} />
        <SubmitButton className={`${smallButton} whitespace-nowrap`} pendingLabel={t('working')}>
          {active ? t('list.switchOff') : t('list.switchOn')} <span className="sr-only">{key}</span>
        </SubmitButton>
      </form>
    </div>
  )
}
