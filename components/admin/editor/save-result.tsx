'use client'

import { useTranslations } from 'next-intl'
import type { SaveState } from '@/lib/funnels/actions'

/** How the last save went, said where a screen reader hears it. */
export function SaveResult({ result, locale }: { result: SaveState | null; locale: string }) {
  const t = useTranslations('funnels.editor.result')
  if (result?.code === 'saved')
    return (
      <p role="status" className="text-sm text-success">
        {t('saved')}
      </p>
    )
  return (
    <div role="alert" className="text-sm text-danger empty:hidden">
      {result?.code === 'stale' ? (
        <p>
          {t('stale', {
            by: result.by ?? t('somebody'),
            at: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
              new Date(result.at),
            ),
          })}{' '}
          <a href="?" className="link">
            {t('load')}
          </a>
        </p>
      ) : null}
      {result?.code === 'gone' ? <p>{t('gone')}</p> : null}
      {result?.code === 'invalid' ? (
        <p>
          {t('invalid', {
            fields: result.issues.map(({ path, message }) => `${path}: ${message}`).join('; '),
          })}
        </p>
      ) : null}
    </div>
  )
}
