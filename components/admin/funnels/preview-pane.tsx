'use client'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { PREVIEW_READY, textsInForm } from '@/lib/funnels/live-texts'
import { previewPath } from '@/lib/funnels/paths'

export type Device = 'phone' | 'desktop'
const LANGUAGES = ['en', 'ja'] as const
const SIZES = { phone: { width: 390, height: 780 }, desktop: { width: 1280, height: 860 } } as const

type Props = {
  form: RefObject<HTMLFormElement | null>
  /** Grows with whatever is typed. */
  typed: number
  at: { locale: string; funnel: string; version: string }
  step: string
  device: Device
  setDevice: (device: Device) => void
}

/** The offer page as shoppers will see it, in a frame. Texts follow each key; a product or picture draws it anew. */
export function PreviewPane({ form, typed, at, step, device, setDevice }: Props) {
  const t = useTranslations('builder.preview')
  const [language, setLanguage] = useState<string>(at.locale)
  const [asked, setAsked] = useState<Record<string, string>>({})
  const frame = useRef<HTMLIFrameElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const size = SIZES[device]
  const path = previewPath(language, at.funnel, { version: at.version, step, ...asked })

  useEffect(() => {
    // Until something is typed the frame has what is stored; a form that cannot be edited has no values to tell.
    const tell = () => {
      if (typed === 0 || !form.current) return
      const upnextTexts = textsInForm(new FormData(form.current), language)
      frame.current?.contentWindow?.postMessage({ upnextTexts }, window.location.origin)
    }
    const hear = ({ origin, data, source }: MessageEvent<unknown>) => {
      const ours = origin === window.location.origin && source === frame.current?.contentWindow
      if (ours && data === PREVIEW_READY) tell()
    }
    tell()
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [form, typed, language])

  useEffect(() => {
    if (typed === 0 || !form.current) return
    const data = new FormData(form.current)
    const read = (name: string) => String(data.get(`form.${name}`) ?? '')
    const next = {
      product: read('product'),
      quantities: read('quantities'),
      art: read('art'),
      compare: data.has('form.compare') ? 'on' : 'off',
      swap: read('swap') === 'replace' ? 'on' : 'off',
    }
    setAsked((was) => (JSON.stringify(was) === JSON.stringify(next) ? was : next))
  }, [form, typed])

  useEffect(() => {
    const scaleIt = () => {
      if (!box.current || !frame.current) return
      const scale = Math.min(1, box.current.clientWidth / size.width)
      frame.current.style.transform = `scale(${scale})`
      box.current.style.height = `${size.height * scale}px`
    }
    scaleIt()
    window.addEventListener('resize', scaleIt)
    return () => window.removeEventListener('resize', scaleIt)
  }, [size])

  const choice =
    'inline-flex min-h-11 cursor-pointer items-center rounded-sm px-3 text-sm text-muted aria-pressed:bg-raised aria-pressed:font-strong aria-pressed:text-ink aria-pressed:shadow-raised'
  return (
    <section
      aria-label={t('title')}
      className={`order-1 grid min-w-0 content-start gap-3 xl:order-none ${device === 'phone' ? 'xl:sticky xl:top-4 xl:self-start' : 'xl:-order-1'}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex rounded-md bg-surface p-1">
          {(['phone', 'desktop'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === device}
              onClick={() => setDevice(each)}
              className={choice}
            >
              {t(each)}
            </button>
          ))}
        </div>
        <div className="flex rounded-md bg-surface p-1">
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
              className={choice}
            >
              {t(`language.${each}`)}
            </button>
          ))}
        </div>
      </div>
      <div
        ref={box}
        className={`h-[780px] overflow-hidden border border-edge ${device === 'phone' ? 'mx-auto w-[392px] max-w-full rounded-lg' : 'w-full rounded-md'}`}
      >
        <iframe
          ref={frame}
          key={path}
          src={path}
          title={t('frame', {
            device: t(device),
            language: t(`language.${language === 'ja' ? 'ja' : 'en'}`),
          })}
          className={
            device === 'phone'
              ? 'h-[780px] w-[390px] origin-top-left'
              : 'h-[860px] w-[1280px] origin-top-left'
          }
        />
      </div>
      <p className="text-xs text-muted">
        {t('hint')}{' '}
        <a href={path} target="_blank" rel="noreferrer" className="link">
          {t('open')}
        </a>
      </p>
    </section>
  )
}
