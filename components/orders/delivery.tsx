import { useTranslations } from 'next-intl'
import { LicenseKey } from '@/components/orders/license-key'
import { ButtonLink } from '@/components/ui/button-link'
import { Icon } from '@/components/ui/icon'
import type { EntitlementView } from '@/lib/orders/view'

/** The way to what was bought. */
export function Delivery({ entitlement, product }: { entitlement: EntitlementView; product: string }) {
  const t = useTranslations('orders')
  switch (entitlement.kind) {
    case 'library':
      return (
        <ButtonLink href={entitlement.href} tone="secondary">
          {t('library.open')}
          <span className="sr-only">{t('library.of', { product })}</span>
          <Icon name="arrow" />
        </ButtonLink>
      )
    case 'download':
      return (
        <ButtonLink href={entitlement.href} tone="secondary">
          <Icon name="download" />
          {t('download')}
          <span className="sr-only">{t('downloadOf', { file: entitlement.fileName })}</span>
        </ButtonLink>
      )
    case 'license_key':
      return (
        <LicenseKey
          value={entitlement.licenseKey}
          label={t('license.label')}
          seats={t('license.seats', { seats: entitlement.seats })}
          copy={t('license.copy')}
          copied={t('license.copied')}
        />
      )
  }
}
