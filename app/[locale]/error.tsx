'use client'

import { useParams } from 'next/navigation'
import { buttonStyle } from '@/components/ui/button'
import en from '@/lib/i18n/messages/en/errors.json'
import ja from '@/lib/i18n/messages/ja/errors.json'

/** The unexpected. It carries its own words, because whatever brings the others may be what broke. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const { locale } = useParams()
  const words = locale === 'ja' ? ja : en
  return (
    <main className="shell grid max-w-2xl justify-items-start gap-5 py-20">
      <h1 className="text-xl">{words.title}</h1>
      <p className="text-muted">{words.body}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" onClick={retry} className={buttonStyle('primary')}>
          {words.retry}
        </button>
        <a href={`/${locale === 'ja' ? 'ja' : 'en'}`} className={buttonStyle('secondary')}>
          {words.home}
        </a>
      </div>
    </main>
  )
}
