import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { CardLabel } from '@/components/ui/card-label'
import { Pill } from '@/components/ui/pill'
import { SubmitButton } from '@/components/ui/submit-button'
import { cardBrand } from '@/lib/card-brand'
import { chooseCardAction, removeCardAction } from '@/lib/customers/actions'
import type { KeptCard } from '@/lib/customers/view'

const twoDigits = (value: number) => String(value % 100).padStart(2, '0')

export function AccountCards({ cards, locale }: { cards: KeptCard[]; locale: string }) {
  const t = useTranslations('account.cards')
  return (
    <AccountSection id="cards" title={t('title')} boxed>
      {cards.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      {cards.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {cards.map((card) => (
            <Card key={card.id} card={card} locale={locale} />
          ))}
        </ul>
      ) : null}
      <p className="text-xs text-muted">{t('hint')}</p>
    </AccountSection>
  )
}

function Card({ card, locale }: { card: KeptCard; locale: string }) {
  const t = useTranslations('account.cards')
  const of = <span className="sr-only">{t('of', { card: `${cardBrand(card.brand)} ${card.lastFour}` })}</span>
  const { expiry } = card
  return (
    <li className="grid gap-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <CardLabel brand={card.brand} lastFour={card.lastFour} />
        {expiry ? (
          <span className="text-xs text-muted tabular-nums">
            {t('expires', { expiry: `${twoDigits(expiry.month)}/${twoDigits(expiry.year)}` })}
          </span>
        ) : null}
      </p>
      <form className="flex flex-wrap items-center justify-between gap-x-4">
        <input type="hidden" name="card" value={card.id} />
        <input type="hidden" name="locale" value={locale} />
        {card.chosen ? (
          <Pill>{t('chosen')}</Pill>
        ) : (
          <SubmitButton
            formAction={chooseCardAction}
            className="link-alone disabled:text-muted"
            pendingLabel={t('choosing')}
          >
            <span>
              {t('choose')}
              {of}
            </span>
          </SubmitButton>
        )}
        <SubmitButton
          formAction={removeCardAction}
          className="link-alone disabled:text-muted"
          pendingLabel={t('removing')}
        >
          <span>
            {t('remove')}
            {of}
          </span>
        </SubmitButton>
      </form>
    </li>
  )
}
