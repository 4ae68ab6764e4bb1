import { useTranslations } from 'next-intl'
import { StatusPoll } from '@/components/ui/status-poll'

/** Keeps a waiting page true: by script where there is one, else by loading `reload` (itself). */
export function Waiting({ url, reload }: { url: string; reload?: string }) {
  const t = useTranslations('shell')
  return (
    <>
      <StatusPoll url={url} stillWaiting={t('stillWaiting')} />
      <noscript>
        <meta httpEquiv="refresh" content={reload ? `3;url=${reload}` : '2'} />
      </noscript>
    </>
  )
}
