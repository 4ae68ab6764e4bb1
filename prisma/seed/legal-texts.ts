import type { DeliveryKind } from '@/lib/db/generated/enums'
import type { Legal } from '@/lib/funnels/definition'
import type { Locale } from '@/lib/i18n/routing'

const delivery: Record<DeliveryKind, Record<Locale, string>> = {
  library: {
    en: 'In your library as soon as the payment is in.',
    ja: 'お支払いの完了後、すぐにライブラリでご利用いただけます。',
  },
  license_key: {
    en: 'Your licence key is on the order page as soon as the payment is in.',
    ja: 'お支払いの完了後、すぐに注文ページでライセンスキーをお渡しします。',
  },
  download: {
    en: 'Ready to download as soon as the payment is in.',
    ja: 'お支払いの完了後、すぐにダウンロードできます。',
  },
}

/** What the demo shop promises with every offer, in the lines that the law of its markets asks for. */
export const legalTexts = (kind: DeliveryKind): Record<Locale, Legal> => ({
  en: {
    delivery: delivery[kind].en,
    withdrawal: 'You may withdraw within 14 days without giving a reason; you get back what you paid.',
    cancellation: 'No cancellation fee, and nothing to send back.',
  },
  ja: {
    delivery: delivery[kind].ja,
    withdrawal: '14日以内であれば、理由を問わずお申し込みを撤回でき、お支払い額を全額返金いたします。',
    cancellation: 'キャンセル料はかからず、返送していただくものもありません。',
  },
})
