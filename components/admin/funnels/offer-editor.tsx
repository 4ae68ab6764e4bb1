'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { DraftFields } from '@/components/admin/funnels/funnel-fields'
import { OfferFieldsets } from '@/components/admin/funnels/offer-fieldsets'
import { type Device, PreviewPane } from '@/components/admin/funnels/preview-pane'
import { SaveBar } from '@/components/admin/funnels/save-bar'
import { useDraftForm } from '@/components/admin/funnels/use-draft-form'
import { saveOfferAction } from '@/lib/funnels/actions'
import type { Choices, OfferState } from '@/lib/funnels/editor-view'
import { offerPath } from '@/lib/funnels/paths'

type Props = {
  at: { locale: string; funnel: string; version: string }
  step: string
  initial: OfferState
  others: { key: string; name: string }[]
  choices: Choices
  editable: boolean
}

/** The form of one offer and its live page. */
export function OfferEditor({ at, step, initial, others, choices, editable }: Props) {
  const t = useTranslations('builder.save')
  const { state, pending, changed, setChanged, send } = useDraftForm(saveOfferAction, initial)
  const form = useRef<HTMLFormElement>(null)
  const [device, setDevice] = useState<Device>('phone')
  const [typed, setTyped] = useState(0)
  const issues = state.said?.code === 'issues' ? state.said.issues : []
  return (
    <div
      className={`grid grid-cols-[minmax(0,1fr)] gap-8 ${device === 'phone' ? 'xl:grid-cols-[minmax(0,1fr)_24.5rem]' : ''}`}
    >
      <form
        ref={form}
        action={send.action}
        onSubmit={send.onSubmit}
        onInput={() => {
          setChanged(true)
          setTyped((count) => count + 1)
        }}
        className="order-2 grid min-w-0 content-start gap-6 xl:order-none"
      >
        <DraftFields {...at} revision={state.revision} />
        <input type="hidden" name="step" value={step} />
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
          {t('save')}
        </button>
        <fieldset disabled={!editable} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <OfferFieldsets form={state.form} issues={issues} others={others} choices={choices} />
        </fieldset>
        <SaveBar
          here={offerPath(at.locale, at.funnel, step)}
          said={state.said}
          pending={pending}
          changed={changed}
          editable={editable}
        />
      </form>
      <PreviewPane form={form} typed={typed} at={at} step={step} device={device} setDevice={setDevice} />
    </div>
  )
}
