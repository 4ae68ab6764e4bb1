import { useTranslations } from 'next-intl'
import { StatusPoll } from '@/components/ui/status-poll'

/** Keeps a waiting page true: by script where there is one, else by loading it again. */
export function Waiting({ url }: { url: string }) {
  const t = useTranslations('shell')
  return (
    <>
      <StatusPoll url={url} stillWaiting={t('stillWaiting')} />
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
    </>
  )
}
