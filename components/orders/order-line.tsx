import { useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { Delivery } from '@/components/orders/delivery'
import { UndoLine } from '@/components/orders/undo-line'
import { Withdrawn } from '@/components/orders/withdrawn'
import { Icon } from '@/components/ui/icon'
import { Pill } from '@/components/ui/pill'
import { formatMoney } from '@/lib/money'
import type { OrderLineView } from '@/lib/orders/view'

type Props = { line: OrderLineView; orderId: string; locale: string }

/** One thing bought: its sum, where its payment stands, and how to use it. */
export function OrderLine({ line, orderId, locale }: Props) {
  const t = useTranslations('orders')
  const { withdrawn } = line
  return (
    <li
      id={`line-${line.id}`}
      className="grid grid-cols-[5rem_minmax(0,1fr)] content-start items-start gap-x-4 gap-y-3 py-6 sm:grid-cols-[7rem_minmax(0,1fr)] sm:grid-rows-[auto_1fr] sm:gap-x-6"
    >
      <ProductArt art={line.art} className="aspect-4/3 rounded-sm sm:row-span-2" />
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1">
        <h3 className="text-base tracking-normal">{line.name}</h3>
        <p className={`font-strong tabular-nums ${withdrawn ? 'text-muted line-through' : ''}`}>
          {formatMoney(line.subtotal, locale)}
        </p>
        {line.fromOffer ? (
          <p className="col-span-2">
            <Pill>{line.replaces ? t('inPlaceOf', { old: line.replaces }) : t('added')}</Pill>
          </p>
        ) : null}
      </div>
      <div className="col-span-2 grid justify-items-start gap-3 sm:col-span-1 sm:col-start-2">
        {line.state !== 'pending' && line.state !== 'checking' ? null : (
          <p role="status" className="flex gap-2 text-sm text-muted">
            <Icon name="clock" className="mt-0.5 size-5" />
            {t(`line.${line.state}`)}
          </p>
        )}
        {line.entitlements.map((entitlement) => (
          <Delivery key={entitlement.kind} entitlement={entitlement} product={line.name} />
        ))}
        {line.planHref ? (
          <a href={line.planHref} className="link-alone text-sm">
            {t('managePlan')}
          </a>
        ) : null}
        {withdrawn ? <Withdrawn withdrawn={withdrawn} total={line.total} locale={locale} /> : null}
        {line.replacing ? (
          <p role="status" className="flex gap-2 text-sm text-muted">
            <Icon name={line.replacing.refund === 'delayed' ? 'alert' : 'clock'} className="mt-0.5 size-5" />
            {t(`replaced.${line.replacing.refund}`, {
              new: line.replacing.by,
              total: formatMoney(line.total, locale),
            })}
          </p>
        ) : null}
        {line.undoUntil ? (
          <UndoLine line={line} orderId={orderId} until={line.undoUntil} locale={locale} />
        ) : null}
      </div>
    </li>
  )
}
