import { useTranslations } from 'next-intl'
import { LivePicture } from '@/components/editor/live-picture'
import { PlanPrompt } from '@/components/prompts/plan-prompt'
import { Meter } from '@/components/subscriptions/meters'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Choice, Choices } from '@/components/ui/choices'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { exportPictureAction } from '@/lib/editor/actions'
import { type Adjustments, CONTROLS, PICTURES, RANGE, writeAdjustments } from '@/lib/editor/adjustments'
import { paths } from '@/lib/paths'
import type { PromptView } from '@/lib/prompts/view'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = {
  subscription: SubscriptionView | null
  adjustments: Adjustments
  /** Proof of the export that has just been made. */
  exported: string | null
  refused: boolean
  prompt: PromptView | null
  locale: string
}

/** Lumen Edit online: a picture, its light, and exports that use up the plan's edits. */
export function EditorScreen({ subscription, adjustments, exported, refused, prompt, locale }: Props) {
  const t = useTranslations('subscriptions.editor')
  const query = writeAdjustments(adjustments)
  const picture = `/api/pictures/${adjustments.picture}?${query}`
  if (!subscription)
    return (
      <div className="shell grid max-w-2xl justify-items-start gap-5 py-16">
        <FocusHeading className="text-xl">{t('needsPlan.title')}</FocusHeading>
        <p className="text-muted">{t('needsPlan.body')}</p>
        <ButtonLink href={paths.pricing(locale)}>{t('needsPlan.go')}</ButtonLink>
      </div>
    )
  const [meter] = subscription.meters
  return (
    <div className="shell grid gap-8 py-6 sm:py-10">
      <div className="grid gap-3">
        <FocusHeading className="text-xl">{t('title')}</FocusHeading>
        <p className="text-muted">{t('lead')}</p>
      </div>
      {exported ? (
        <div role="status">
          <Notice tone="success">
            {t('done')}{' '}
            <a href={`${picture}&export=${exported}`} download className="link font-strong">
              {t('download')}
            </a>
          </Notice>
        </div>
      ) : null}
      <Refusal subscription={subscription} refused={refused} locale={locale} />
      {prompt ? <PlanPrompt prompt={prompt} back="editor" /> : null}
      <LivePicture key={query} src={picture} alt={t('preview')}>
        <input type="hidden" name="locale" value={locale} />
        <Choices legend={t('picture')}>
          {PICTURES.map((name) => (
            <Choice key={name} name="picture" value={name} defaultChecked={name === adjustments.picture}>
              {t(`pictures.${name}`)}
            </Choice>
          ))}
        </Choices>
        <fieldset className="grid gap-4">
          <legend className="sr-only">{t('controls')}</legend>
          {CONTROLS.map((name) => (
            <label key={name} className="grid gap-1 text-sm">
              {t(name)}
              <input
                type="range"
                name={name}
                min={-RANGE}
                max={RANGE}
                step={5}
                defaultValue={adjustments[name]}
                autoComplete="off"
                className="h-11 w-full cursor-pointer accent-ink"
              />
            </label>
          ))}
        </fieldset>
        {meter ? <Meter meter={meter} resetsAt={subscription.periodEnd} locale={locale} /> : null}
        <div className="grid gap-2.5">
          <SubmitButton
            formAction={exportPictureAction}
            className={buttonStyle('primary')}
            pendingLabel={t('exporting')}
          >
            <Icon name="download" />
            {t('export')}
          </SubmitButton>
          <noscript>
            <button type="submit" className={`${buttonStyle('secondary')} w-full`}>
              {t('apply')}
            </button>
          </noscript>
          <a
            href={paths.subscription(locale, subscription.id)}
            className="link-alone justify-self-start text-sm"
          >
            {t('toPlan')}
          </a>
        </div>
      </LivePicture>
    </div>
  )
}

/** Why nothing can be exported, or why the last try was not. */
function Refusal({
  subscription,
  refused,
  locale,
}: {
  subscription: SubscriptionView
  refused: boolean
  locale: string
}) {
  const t = useTranslations('subscriptions.editor')
  const [meter] = subscription.meters
  if (!subscription.hasAccess) return <Notice tone="danger">{t('noAccess')}</Notice>
  if (meter?.level !== 'reached' || meter.limit === null) return null
  return (
    <div role={refused ? 'alert' : undefined}>
      <Notice tone={refused ? 'danger' : 'calm'}>
        {t.rich('limitReached', {
          limit: meter.limit,
          date: () => <LocalTime iso={subscription.periodEnd} locale={locale} show="date" />,
        })}
      </Notice>
    </div>
  )
}
