'use client'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { canMove, writeEdit } from '@/lib/funnels/edit-rule'
import type { GroupForm, Path } from '@/lib/funnels/rule-form'

const style =
  'inline-grid size-11 cursor-pointer place-items-center rounded-sm text-muted hover:bg-surface hover:text-ink disabled:opacity-40'

/** Moves a part of the rule, or takes it out. */
export function PartButtons({ root, path, what }: { root: GroupForm; path: Path; what: string }) {
  const t = useTranslations('builder.rule')
  return (
    <span className="ml-auto flex">
      {(['up', 'down'] as const).map((by) => (
        <button
          key={by}
          type="submit"
          name="do"
          value={writeEdit({ do: by, path })}
          disabled={!canMove(root, path, by)}
          aria-label={t(by, { what })}
          title={t(by, { what })}
          className={style}
        >
          <Icon name="arrow" className={by === 'up' ? 'size-4 -rotate-90' : 'size-4 rotate-90'} />
        </button>
      ))}
      <button
        type="submit"
        name="do"
        value={writeEdit({ do: 'remove', path })}
        aria-label={t('remove', { what })}
        title={t('remove', { what })}
        className={style}
      >
        <Icon name="minus" className="size-4" />
      </button>
    </span>
  )
}
