import { useLocale, useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { buttonStyle } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { SubmitButton } from '@/components/ui/submit-button'
import { declinePromptAction, followPromptAction } from '@/lib/prompts/actions'
import type { PromptView } from '@/lib/prompts/view'

/** A larger plan, suggested with the customer's own numbers. Yes and no are of one size; yes only leads to the sum. */
export function PlanPrompt({ prompt, back }: { prompt: PromptView; back: 'editor' | 'plan' }) {
  const t = useTranslations('subscriptions')
  const locale = useLocale()
  const { money, period } = usePlanWords()
  const { plan, level, used, limit } = prompt
  return (
    <aside aria-labelledby="prompt" className="grid gap-4 rounded-lg bg-accent-soft p-5 sm:p-6">
      <div className="grid gap-1.5">
        <h2 id="prompt" className="text-base tracking-normal tabular-nums">
          {t('prompt.offer', { plan: plan.name, limit: prompt.planLimit, interval: plan.interval })}
        </h2>
        <p className="text-sm tabular-nums">
          {t.rich(`prompt.${level}`, {
            used,
            limit,
            date: () => <LocalTime iso={prompt.periodEnd} locale={locale} show="date" />,
          })}{' '}
          {t('prompt.sum', {
            due: money(prompt.due),
            price: period(prompt.afterwards, plan.interval),
          })}
        </p>
      </div>
      <form className="grid gap-2.5 sm:grid-cols-2">
        <input type="hidden" name="prompt" value={prompt.id} />
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="back" value={back} />
        <SubmitButton
          formAction={followPromptAction}
          className={buttonStyle('primary')}
          pendingLabel={t('processing')}
        >
          {t('prompt.go', { plan: plan.name })}
        </SubmitButton>
        <SubmitButton
          formAction={declinePromptAction}
          className={`${buttonStyle('secondary')} bg-canvas`}
          pendingLabel={t('processing')}
        >
          {t('prompt.no')}
        </SubmitButton>
      </form>
    </aside>
  )
}
