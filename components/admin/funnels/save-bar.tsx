'use client'
import { useLocale, useTranslations } from 'next-intl'
import { smallAction } from '@/components/admin/button-small'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import type { Said } from '@/lib/funnels/editor-view'

type Props = { here: string; said: Said<unknown>; pending: boolean; changed: boolean; editable: boolean }

/** Saving, and what came of it, at the lower edge of the window. */
export function SaveBar({ here, said, pending, changed, editable }: Props) {
  const t = useTranslations('builder.save')
  if (!editable) return <p className="text-sm text-muted">{t('readOnly')}</p>
  const stale = said?.code === 'stale'
  return (
    <div className="sticky bottom-0 -mx-1 grid gap-3 border-t border-line bg-canvas px-1 py-3">
      <div aria-live="polite" className="empty:hidden">
        {said && said.code !== 'saved' && !changed ? <Trouble here={here} said={said} /> : null}
        {stale && changed ? <Trouble here={here} said={said} /> : null}
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <button type="submit" aria-disabled={pending || undefined} className={smallAction}>
          {pending ? t('saving') : stale ? t('overwrite') : t('save')}
        </button>
        <p role="status" className="text-sm text-muted">
          {changed ? t('unsaved') : said?.code === 'saved' ? t('saved') : null}
        </p>
      </div>
    </div>
  )
}

function Trouble({ here, said }: { here: string; said: Exclude<Said<unknown>, null | { code: 'saved' }> }) {
  const t = useTranslations('builder')
  const locale = useLocale()
  if (said.code !== 'stale') return <Notice tone="danger">{t(`save.${said.code}`)}</Notice>
  return (
    <Notice tone="danger">
      <div className="grid gap-2">
        <p>
          {t.rich('save.stale', {
            name: said.by ?? t('save.somebody'),
            time: () => <LocalTime iso={said.at} locale={locale} show="time" />,
          })}
        </p>
        {said.differences.length === 0 ? (
          <p>{t('save.elsewhere')}</p>
        ) : (
          <ul className="grid max-h-48 gap-1 overflow-y-auto">
            {said.differences.map(({ field, stored, yours }) => (
              <li key={field}>
                <span className="font-strong">{fieldName(field, t)}</span>
                {stored || yours ? (
                  <>
                    : {t('save.stored')} “{stored || '–'}”, {t('save.yours')} “{yours || '–'}”
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={here} className="link">
            {t('save.reload')}
          </a>
        </p>
      </div>
    </Notice>
  )
}

const NAMES = [
  ...(['headline', 'body', 'facts', 'withdrawal', 'delivery', 'cancellation', 'kind', 'offer'] as const),
  ...(['product', 'quantities', 'discount', 'deadline', 'cooldown', 'art', 'compare', 'swap'] as const),
  ...(['accepted', 'declined', 'failed', 'expired', 'rule', 'priority', 'markets'] as const),
]

/** The name of a field from its place, with its language. */
function fieldName(field: string, t: ReturnType<typeof useTranslations<'builder'>>): string {
  const parts = field.split('.')
  const name = NAMES.find((each) => each === parts.at(-1))
  const language = (['en', 'ja'] as const).find((each) => parts.includes(each))
  const word = name ? t(`field.${name}`) : field
  return language ? `${word} (${t(`language.${language}`)})` : word
}
