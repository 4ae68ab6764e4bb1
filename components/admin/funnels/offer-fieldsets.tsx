'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Field, SelectField } from '@/components/admin/funnels/field'
import { OUTCOMES } from '@/lib/funnels/edit-tree'
import type { Choices } from '@/lib/funnels/editor-view'
import type { StepForm, StepIssue } from '@/lib/funnels/step-form'
import { formatMoney } from '@/lib/money'

type Props = {
  form: StepForm
  issues: StepIssue[]
  others: { key: string; name: string }[]
  choices: Choices
}

const LANGUAGES = ['en', 'ja'] as const
const LINES = ['withdrawal', 'delivery', 'cancellation'] as const

/** Everything an offer says and does. */
export function OfferFieldsets({ form, issues, others, choices }: Props) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const arts = [...new Set([...choices.products.map(({ art }) => art), form.art])].filter(Boolean)
  return (
    <>
      <Part title={t('offer.what')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField name="product" label={t('field.product')} value={form.product}>
            <option value="">{t('offer.choose')}</option>
            {choices.products.map(({ id, name, price, forSale }) => (
              <option key={id} value={id}>
                {name} · {formatMoney(price, locale)}
                {forSale ? '' : ` · ${t('offer.notSold')}`}
              </option>
            ))}
          </SelectField>
          <SelectField name="kind" label={t('field.kind')} value={form.kind}>
            {(['upsell', 'downsell', 'cross_sell'] as const).map((kind) => (
              <option key={kind} value={kind}>
                {t(`tree.kind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <SelectField name="swap" label={t('field.swap')} value={form.swap ?? 'add'}>
            {(['add', 'replace'] as const).map((each) => (
              <option key={each} value={each}>
                {t(`offer.swap.${each}`)}
              </option>
            ))}
          </SelectField>
          <Field
            name="quantities"
            label={t('field.quantities')}
            hint={t('offer.quantitiesHint')}
            value={form.quantities}
            issues={issues}
            maxLength={40}
          />
          <Field
            name="discount"
            label={t('field.discount')}
            hint={t('offer.discountHint')}
            value={form.discount}
            issues={issues}
            maxLength={64}
          />
          <Field
            name="deadline"
            label={t('field.deadline')}
            hint={t('offer.deadlineHint')}
            value={form.deadline}
            issues={issues}
            maxLength={5}
            inputMode="numeric"
          />
          <Field
            name="cooldown"
            label={t('field.cooldown')}
            hint={t('offer.cooldownHint')}
            value={form.cooldown}
            issues={issues}
            maxLength={4}
            inputMode="numeric"
          />
        </div>
      </Part>
      <Part title={t('offer.says')}>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {LANGUAGES.map((language) => (
            <Part key={language} title={t(`language.${language}`)} inner>
              <Field
                name={`texts.${language}.headline`}
                label={t('field.headline')}
                value={form.texts[language].headline}
                issues={issues}
                maxLength={160}
                rows={2}
                lang={language}
              />
              <Field
                name={`texts.${language}.body`}
                label={t('field.body')}
                value={form.texts[language].body}
                issues={issues}
                maxLength={600}
                rows={5}
                lang={language}
              />
              <Field
                name={`texts.${language}.facts`}
                label={t('field.facts')}
                hint={t('offer.factsHint')}
                value={form.texts[language].facts}
                issues={issues}
                rows={4}
                lang={language}
              />
            </Part>
          ))}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField name="art" label={t('field.art')} value={form.art}>
            <option value="">{t('offer.ownArt')}</option>
            {arts.map((art) => (
              <option key={art}>{art}</option>
            ))}
          </SelectField>
          <label className="inline-flex min-h-11 cursor-pointer items-center gap-2.5 self-end text-sm">
            <input
              type="checkbox"
              name="form.compare"
              defaultChecked={form.compare === 'on'}
              autoComplete="off"
              className="size-5 accent-ink"
            />
            {t('field.compare')}
          </label>
        </div>
      </Part>
      <Part title={t('offer.next')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {OUTCOMES.map((outcome) => (
            <SelectField
              key={outcome}
              name={`edges.${outcome}`}
              label={t('offer.after', { outcome: t(`outcome.${outcome}`) })}
              value={form.edges[outcome]}
            >
              <option value="">{t('offer.end')}</option>
              {others.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name} · {key}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
      </Part>
      <Part title={t('offer.law')} hint={t('offer.lawHint')}>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {LANGUAGES.map((language) => (
            <Part key={language} title={t(`language.${language}`)} inner>
              {LINES.map((line) => (
                <Field
                  key={line}
                  name={`legal.${language}.${line}`}
                  label={t(`field.${line}`)}
                  value={form.legal[language][line]}
                  issues={issues}
                  maxLength={400}
                  rows={3}
                  lang={language}
                />
              ))}
            </Part>
          ))}
        </div>
        <Field
          name="offer"
          label={t('field.offer')}
          hint={t('offer.keyHint')}
          value={form.offer}
          issues={issues}
          maxLength={64}
        />
      </Part>
    </>
  )
}

type PartProps = { title: string; hint?: string; inner?: boolean; children: ReactNode }

function Part({ title, hint, inner = false, children }: PartProps) {
  return (
    <fieldset
      className={`grid min-w-0 content-start gap-4 ${inner ? '' : 'rounded-md border border-line p-4 sm:p-5'}`}
    >
      <legend className={inner ? 'sr-only' : 'px-1 text-base font-strong'}>{title}</legend>
      {inner ? (
        <p aria-hidden="true" className="text-sm font-strong">
          {title}
        </p>
      ) : null}
      {hint ? <p className="text-sm text-muted">{hint}</p> : null}
      {children}
    </fieldset>
  )
}
