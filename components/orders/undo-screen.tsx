import { useTranslations } from 'next-intl'
import { ProductRow } from '@/components/catalog/product-row'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { LocalTime } from '@/components/ui/local-time'
import { StateScreen } from '@/components/ui/state-screen'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatMoney } from '@/lib/money'
import { undoByMailAction } from '@/lib/refunds/actions'
import type { UndoView } from '@/lib/refunds/queries'

type Props = { undo: UndoView; token: string; locale: string }

/** The page behind a receipt's undo link: it asks, and only its button undoes. */
export function UndoScreen({ undo, token, locale }: Props) {
  const t = useTranslations('orders')
  const { state } = undo
  const words = { product: undo.product.name, total: formatMoney(undo.total, locale) }
  const titles = { open: 'undo.title', over: 'undo.overTitle', done: 'undo.doneTitle' } as const
  const time = () => <LocalTime iso={undo.until} locale={locale} show="time" />
  return (
    <StateScreen
      icon={state.name === 'done' ? 'check' : state.name === 'over' ? 'clock' : 'back'}
      tone={state.name === 'done' ? 'success' : 'calm'}
      title={t(titles[state.name], words)}
      body={
        <>
          {state.name === 'open' ? (
            <p>
              {t('undo.body', words)}
              {undo.replaces ? ` ${t('undo.replaced', { old: undo.replaces })}` : null}
            </p>
          ) : null}
          <p>
            {state.name === 'done'
              ? t(`withdrawn.refund.${state.refund}`, words)
              : t.rich(state.name === 'open' ? 'undo.open' : 'undo.overBody', { ...words, time })}
          </p>
        </>
      }
      actions={
        state.name === 'open' ? (
          <form action={undoByMailAction} className="grid">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="locale" value={locale} />
            <SubmitButton className={buttonStyle('primary')} pendingLabel={t('undo.undoing')}>
              {t('undo.go', words)}
            </SubmitButton>
          </form>
        ) : (
          <ButtonLink href={`/${locale}`} tone="secondary">
            {t('shop')}
          </ButtonLink>
        )
      }
    >
      <div className="rounded-md border border-line p-4">
        <ProductRow product={undo.product} sum={words.total} />
      </div>
    </StateScreen>
  )
}
