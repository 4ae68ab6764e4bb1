'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Panel } from '@/components/admin/panel'
import { Choice, Choices } from '@/components/ui/choices'
import { ScrollRegion } from '@/components/ui/scroll-region'
import type { Step } from '@/lib/funnels/definition'
import { adminPaths } from '@/lib/merchants/paths'

const WIDTHS = { phone: 390, desktop: 1_200 } as const

/** The offer page itself in a frame, as it will be: it follows every key that is typed, and nothing of it is counted. */
export function Preview({ funnelId, step, locale }: { funnelId: string; step: Step; locale: string }) {
  const t = useTranslations('funnels.editor.preview')
  const frame = useRef<HTMLIFrameElement>(null)
  const [width, setWidth] = useState<keyof typeof WIDTHS>('phone')
  const [language, setLanguage] = useState(locale)
  useEffect(() => {
    const send = () => frame.current?.contentWindow?.postMessage({ step }, window.location.origin)
    const answer = ({ origin, data, source }: MessageEvent) => {
      if (
        origin === window.location.origin &&
        source === frame.current?.contentWindow &&
        data === 'preview ready'
      )
        send()
    }
    send()
    window.addEventListener('message', answer)
    return () => window.removeEventListener('message', answer)
  }, [step])
  return (
    <Panel title={t('title')} aside={<p className="text-xs text-muted">{t('lead')}</p>}>
      <div className="flex flex-wrap gap-3">
        <div
          onChange={({ target }) =>
            target instanceof HTMLInputElement && setWidth(target.value === 'phone' ? 'phone' : 'desktop')
          }
        >
          <Choices legend={t('width')}>
            {(['phone', 'desktop'] as const).map((each) => (
              <Choice key={each} name="preview-width" value={each} defaultChecked={each === 'phone'}>
                {t(each)}
              </Choice>
            ))}
          </Choices>
        </div>
        <div onChange={({ target }) => target instanceof HTMLInputElement && setLanguage(target.value)}>
          <Choices legend={t('language')}>
            {(['en', 'ja'] as const).map((each) => (
              <Choice key={each} name="preview-language" value={each} defaultChecked={each === locale}>
                {t(each)}
              </Choice>
            ))}
          </Choices>
        </div>
      </div>
      <ScrollRegion label={t('title')} className="rounded-md border border-line bg-surface">
        <iframe
          key={language}
          ref={frame}
          title={t('title')}
          src={adminPaths.preview(language, funnelId)}
          width={WIDTHS[width]}
          height={760}
          className="mx-auto block bg-canvas"
        />
      </ScrollRegion>
    </Panel>
  )
}
