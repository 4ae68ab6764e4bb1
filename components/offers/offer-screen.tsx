import { useTranslations } from 'next-intl'
import { DeclinedOffer } from '@/components/offers/declined-offer'
import { OfferOutcome } from '@/components/offers/offer-outcome'
import { PaidBar } from '@/components/offers/paid-bar'
import { ReadyOffer } from '@/components/offers/ready-offer'
import { CardBack } from '@/components/offers/swap-sums'
import { LocalTime } from '@/components/ui/local-time'
import { Waiting } from '@/components/ui/waiting'
import { formatMoney } from '@/lib/money'
import type { OfferView } from '@/lib/offers/view'
import { paths } from '@/lib/paths'

type Props = { offer: OfferView; locale: string }

/** The whole offer page, in whatever state the offer is. */
export function OfferScreen({ offer, locale }: Props) {
  return (
    <>
      {offer.order.paid ? (
        <PaidBar number={offer.order.number} href={paths.order(locale, offer.order.id)} />
      ) : null}
      <OfferBody offer={offer} locale={locale} />
    </>
  )
}

function OfferBody({ offer, locale }: Props) {
  const t = useTranslations('offers.state')
  const all = useTranslations('offers')
  const { state, swap } = offer
  const swapWords = { old: swap?.name ?? '', goesBack: swap ? formatMoney(swap.goesBack, locale) : '' }
  const words = { product: offer.product.name, total: formatMoney(offer.total, locale) }
  const shared = { offer, locale }
  switch (state.name) {
    case 'ready':
      return <ReadyOffer {...shared} />
    case 'declined':
      return <DeclinedOffer {...shared} reason={state.reason} />
    case 'paid':
      return (
        <OfferOutcome
          {...shared}
          icon="check"
          tone="success"
          title={t('paid.title', words)}
          body={t('paid.body', words)}
        >
          {swap ? (
            <p>{all.rich('swap.paid', { ...swapWords, card: () => <CardBack swap={swap} /> })}</p>
          ) : null}
        </OfferOutcome>
      )
    case 'processing':
    case 'checking':
      return (
        <OfferOutcome
          {...shared}
          icon="spinner"
          title={t(`${state.name}.title`)}
          body={t(`${state.name}.body`, words)}
        >
          <Waiting
            url={`/api/orders/${offer.order.id}/offers/${offer.impressionId}/status?locale=${locale}`}
          />
        </OfferOutcome>
      )
    case 'bank_check':
    case 'at_checkout':
      return (
        <OfferOutcome
          {...shared}
          icon={state.name === 'bank_check' ? 'bank' : 'card'}
          title={t(`${state.name}.title`)}
          body={t(`${state.name}.body`, words)}
          goOn={{ href: state.href, text: t(`${state.name}.go`) }}
          declinable={state.name === 'at_checkout'}
        />
      )
    case 'expired':
      return (
        <OfferOutcome
          {...shared}
          icon="clock"
          title={t('expired.title')}
          body={t.rich('expired.body', {
            ...words,
            time: () => <LocalTime iso={offer.expiresAt} locale={locale} show="time" />,
          })}
          inShop
        />
      )
    case 'undone':
    case 'given_back':
      return (
        <OfferOutcome
          {...shared}
          icon="back"
          title={t(`${state.name}.title`)}
          body={t(`${state.name}.body`, words)}
          more={swap && state.name === 'undone' ? all('swap.undone', swapWords) : null}
        />
      )
    case 'passed':
      return (
        <OfferOutcome
          {...shared}
          icon="info"
          title={t('passed.title')}
          body={t('passed.body', words)}
          inShop
        />
      )
    case 'already_bought':
      return (
        <OfferOutcome
          {...shared}
          icon="check"
          tone="success"
          title={t('already_bought.title', words)}
          body={t('already_bought.body')}
        />
      )
    case 'unavailable':
      return (
        <OfferOutcome {...shared} icon="info" title={t('unavailable.title')} body={t('unavailable.body')} />
      )
  }
}
