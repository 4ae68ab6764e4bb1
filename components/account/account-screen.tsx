import { useTranslations } from 'next-intl'
import { AccountCards } from '@/components/account/account-cards'
import { AccountData } from '@/components/account/account-data'
import { AccountLibrary } from '@/components/account/account-library'
import { AccountOffers } from '@/components/account/account-offers'
import { AccountOrders } from '@/components/account/account-orders'
import { AccountPlans } from '@/components/account/account-plans'
import { AccountSignOut } from '@/components/account/account-sign-out'
import { SuggestionCard } from '@/components/offers/suggestion-card'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Notice } from '@/components/ui/notice'
import type { AccountNotice, AccountView } from '@/lib/account/view'
import type { SubscriptionView } from '@/lib/subscriptions/view'
import type { SuggestionView } from '@/lib/suggestions/view'

type Props = {
  account: AccountView
  subscriptions: SubscriptionView[]
  locale: string
  notice: AccountNotice | null
  suggestion: SuggestionView | null
}

/** Everything a customer has and decides: what they bought on the left, what they settle on the right. */
export function AccountScreen({ account, subscriptions, locale, notice, suggestion }: Props) {
  const t = useTranslations('account')
  return (
    <div className="shell grid gap-x-16 gap-y-12 py-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:py-14">
      <div className="grid gap-3 lg:col-span-2">
        <FocusHeading className="text-xl">{t('title')}</FocusHeading>
        <p className="text-muted wrap-anywhere">{t('signedInAs', { email: account.email })}</p>
        {notice ? (
          <div role="status">
            <Notice tone={notice === 'card_gone' ? 'danger' : 'success'}>{t(`notice.${notice}`)}</Notice>
          </div>
        ) : null}
      </div>
      <div className="grid content-start gap-12">
        <AccountPlans subscriptions={subscriptions} locale={locale} />
        <AccountOrders orders={account.orders} email={account.email} locale={locale} />
        <AccountLibrary items={account.library} />
        {suggestion ? <SuggestionCard suggestion={suggestion} place="account" locale={locale} /> : null}
      </div>
      <div className="grid content-start gap-6">
        <AccountCards cards={account.cards} locale={locale} />
        <AccountOffers off={account.offersOff} locale={locale} />
        <AccountData locale={locale} />
        <AccountSignOut locale={locale} />
      </div>
    </div>
  )
}
