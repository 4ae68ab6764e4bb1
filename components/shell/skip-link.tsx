import { useTranslations } from 'next-intl'

export const MAIN_ID = 'main'

/** The first stop of the Tab key on every page. */
export function SkipLink() {
  const t = useTranslations('shell')
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-md focus:bg-action focus:px-4 focus:py-3 focus:text-sm focus:font-strong focus:text-on-action"
    >
      {t('skip')}
    </a>
  )
}
