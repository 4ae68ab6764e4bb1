import { useTranslations } from 'next-intl'
import { BackToPlan } from '@/components/subscriptions/back-to-plan'
import { Banners } from '@/components/subscriptions/banners'
import { ChangeChoices } from '@/components/subscriptions/change/change-choices'
import { LiveChoice } from '@/components/subscriptions/change/live-choice'
import { QuotePanel } from '@/components/subscriptions/change/quote-panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { ChangeScreenView } from '@/lib/subscriptions/change-screen'
import type { Refusal } from '@/lib/subscriptions/view'

const REFUSALS = [
  'same_plan',
  'not_for_sale',
  'not_active',
  'change_pending',
  'change_scheduled',
  'ending',
  'add_on_not_offered',
  'other_currency',
  'schedule_not_possible',
  'not_sent',
  'other',
] as const satisfies readonly Refusal[]
export const CHANGE_NOTICES = ['moved', 'gone', 'unavailable', 'has_plan', ...REFUSALS] as const
export type ChangeNotice = (typeof CHANGE_NOTICES)[number]

type Props = { screen: ChangeScreenView; locale: string; notice: ChangeNotice | null }

/** Changing a plan: what to choose on the left, what it does and costs on the right. */
export function ChangeScreen({ screen, locale, notice }: Props) {
  const t = useTranslations('subscriptions.change')
  const { subscription } = screen
  return (
    <div className="shell grid gap-8 py-6 sm:py-10">
      <div className="grid gap-3">
        <BackToPlan subscriptionId={subscription.id} locale={locale} />
        <FocusHeading className="text-xl">{t('title')}</FocusHeading>
        <p className="text-muted">{t('lead')}</p>
        {notice ? <ChangeNoticeBox screen={screen} notice={notice} /> : null}
        <Banners subscription={subscription} locale={locale} />
      </div>
      <LiveChoice
        action={paths.changePlan(locale, subscription.id)}
        choices={<ChangeChoices screen={screen} />}
        preview={<QuotePanel screen={screen} locale={locale} />}
        updating={t('updating')}
      />
    </div>
  )
}

/** Why a yes led back here, or why a purchase did. */
function ChangeNoticeBox({ screen, notice }: { screen: ChangeScreenView; notice: ChangeNotice }) {
  const t = useTranslations('subscriptions.change')
  const refusal = useTranslations('subscriptions.refusal')
  const { money } = usePlanWords()
  const quote = screen.result?.state === 'quoted' ? screen.result.quote : null
  switch (notice) {
    case 'moved': {
      const { former } = screen
      const sums = former && quote && former.due.amount !== quote.due.amount
      return (
        <div role="alert">
          <Notice tone="danger">
            {sums ? (
              <>
                <strong className="font-strong">{t('moved.title')}</strong>{' '}
                {t('moved.body', { former: money(former.due), due: money(quote.due) })}
              </>
            ) : (
              t('movedNo')
            )}
          </Notice>
        </div>
      )
    }
    case 'gone':
      return <NoticeText text={t('gone')} />
    case 'unavailable':
      return <NoticeText text={t('unavailable')} />
    case 'has_plan':
      return screen.chosen.plan ? (
        <NoticeText text={t('hasPlan', { plan: screen.chosen.plan.plan.name })} />
      ) : null
    default:
      return <NoticeText text={refusal(notice)} />
  }
}

function NoticeText({ text }: { text: string }) {
  return (
    <div role="status">
      <Notice>{text}</Notice>
    </div>
  )
}
