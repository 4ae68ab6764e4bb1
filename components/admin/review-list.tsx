import { useLocale, useTranslations } from 'next-intl'
import { Moment } from '@/components/admin/moment'
import { ReasonForm } from '@/components/admin/reason-form'
import { releaseAction } from '@/lib/insight/actions'
import { formatMoney } from '@/lib/money'
import type { Review } from '@/lib/review/list-reviews'

/** Charges and refunds nobody could find out about; an owner who has looked at the provider's desk lets them go. */
export function ReviewList({ reviews, mayAct }: { reviews: Review[]; mayAct: boolean }) {
  const t = useTranslations('admin.books')
  const locale = useLocale()
  if (reviews.length === 0) return <p className="text-sm text-muted">{t('noReviews')}</p>
  return (
    <ul className="grid gap-5">
      {reviews.map(({ id, kind, order, email, amountMinor, currency, reason, since, ...provider }) => (
        <li key={id} className="grid gap-3 border-line text-sm [&+&]:border-t [&+&]:pt-5">
          <p>
            <span className="font-strong">
              {t(`reviewKinds.${kind}`, {
                order,
                sum:
                  amountMinor !== null && currency
                    ? formatMoney({ amount: amountMinor, currency }, locale)
                    : t('sumUnknown'),
              })}
            </span>{' '}
            <span className="text-muted">
              · {email ?? t('nobody')} · <Moment at={since} />
            </span>
          </p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
            <dt className="text-muted">{t('class')}</dt>
            <dd>
              <code className="font-mono">{reason ?? '–'}</code>
            </dd>
            <dt className="text-muted">{t('payment')}</dt>
            <dd className="break-all font-mono">{provider.providerPayment ?? '–'}</dd>
            <dt className="text-muted">{t('checkout')}</dt>
            <dd className="break-all font-mono">{provider.providerCheckout ?? '–'}</dd>
          </dl>
          {mayAct ? (
            <details>
              <summary className="inline-flex min-h-11 cursor-pointer items-center font-strong">
                {t('release')}
              </summary>
              <div className="grid gap-3 pt-2">
                <p className="max-w-prose text-muted">{t('releaseLead')}</p>
                <ReasonForm
                  action={releaseAction}
                  name="attempt"
                  value={id}
                  submit={t('release')}
                  evidence={t('evidence')}
                  sure={t('sure')}
                />
              </div>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
