'use client'

import { useTranslations } from 'next-intl'
import { fieldStyle } from '@/components/admin/button-small'
import type { Legal, Step, Texts } from '@/lib/funnels/definition'

type Props = { language: 'en' | 'ja'; step: Step; onChange: (step: Step) => void }

const LINES = ['withdrawal', 'delivery', 'cancellation'] as const
const label = 'grid gap-1 text-xs text-muted'

/** What the offer says in one language, with the lines that the law of its markets asks for. */
export function StepTexts({ language, step, onChange }: Props) {
  const t = useTranslations('funnels.editor')
  const texts: Texts = step.texts[language] ?? { headline: '', body: '', facts: [] }
  const legal: Legal = step.legal[language] ?? { withdrawal: '', delivery: '', cancellation: '' }
  const set = (part: Partial<Texts>) =>
    onChange({ ...step, texts: { ...step.texts, [language]: { ...texts, ...part } } })
  const setLegal = (part: Partial<Legal>) =>
    onChange({ ...step, legal: { ...step.legal, [language]: { ...legal, ...part } } })
  const tall = `${fieldStyle} py-2.5`
  return (
    <fieldset className="grid content-start gap-3">
      <legend className="pb-2 text-sm font-strong">{t(`language.${language}`)}</legend>
      <label className={label}>
        {t('text.headline')}
        <input
          id={`texts.${language}.headline`}
          lang={language}
          value={texts.headline}
          maxLength={160}
          onChange={({ target }) => set({ headline: target.value })}
          className={fieldStyle}
        />
      </label>
      <label className={label}>
        {t('text.body')}
        <textarea
          id={`texts.${language}.body`}
          lang={language}
          value={texts.body}
          maxLength={600}
          rows={3}
          onChange={({ target }) => set({ body: target.value })}
          className={tall}
        />
      </label>
      <label className={label}>
        {t('text.facts')}
        <textarea
          id={`texts.${language}.facts`}
          lang={language}
          defaultValue={texts.facts.join('\n')}
          rows={3}
          onChange={({ target }) =>
            set({
              facts: target.value
                .split('\n')
                .map((fact) => fact.trim())
                .filter(Boolean)
                .slice(0, 5),
            })
          }
          className={tall}
        />
      </label>
      {LINES.map((line) => (
        <label key={line} className={label}>
          {t(`line.${line}`)}
          <input
            id={`legal.${language}.${line}`}
            lang={language}
            value={legal[line]}
            maxLength={400}
            onChange={({ target }) => setLegal({ [line]: target.value })}
            className={fieldStyle}
          />
        </label>
      ))}
    </fieldset>
  )
}
