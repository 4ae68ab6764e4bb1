import type { Locale } from '@/lib/i18n/routing'
import type { Money } from '@/lib/money'
import type { TaxCategory } from './texts/types'

type AddOn = {
  slug: string
  price: Money
  taxCategory: TaxCategory
  position: number
  texts: Record<Locale, { name: string; description: string }>
}

/** What can be added to every plan of the demo shop. Prices are in minor units, before tax, for one period. */
export const ADD_ONS: AddOn[] = [
  {
    slug: 'extra-seat',
    price: { amount: 1000, currency: 'USD' },
    taxCategory: 'edtech',
    position: 10,
    texts: {
      en: { name: 'Extra seat', description: 'One more person with an own feedback thread.' },
      ja: { name: '追加の席', description: 'もう1名分の席。専用の講評窓口がつきます。' },
    },
  },
  {
    slug: 'priority-review',
    price: { amount: 2500, currency: 'USD' },
    taxCategory: 'edtech',
    position: 20,
    texts: {
      en: { name: 'Priority review', description: 'Feedback on the day you send your pictures.' },
      ja: { name: '優先講評', description: '写真をお送りいただいた当日に講評をお返しします。' },
    },
  },
]

/** What plans give, in the order it is listed. */
export const FEATURES: Record<string, Record<Locale, string>> = {
  assignment: { en: 'One assignment every month', ja: '毎月ひとつの撮影課題' },
  lessons: { en: 'The whole lesson library', ja: 'すべてのレッスンが見放題' },
  gallery: { en: 'A place in the members’ gallery', ja: 'メンバーギャラリーへの参加' },
  feedback: { en: 'Written feedback on four pictures a month', ja: '毎月4枚の写真に文章で講評' },
  lumen_edit: { en: 'Lumen Edit on your computer', ja: 'パソコンで使えるLumen Edit' },
  three_people: { en: 'Room for three people', ja: '3名まで利用可能' },
  live_session: { en: 'A live session with your team every month', ja: '毎月1回、チームでライブセッション' },
  one_day: { en: 'Feedback within one working day', ja: '講評は1営業日以内' },
}

const basic = ['assignment', 'lessons', 'gallery']
const pro = [...basic, 'feedback', 'lumen_edit']
const studio = [...pro, 'three_people', 'live_session', 'one_day']

/** What each plan gives and lets one use up in a billing period: pictures edited in Lumen Edit online. */
export const PLANS: Record<string, { features: string[]; limits: { editing_credits: number } }> = {
  'lumen-basic': { features: basic, limits: { editing_credits: 20 } },
  'lumen-pro': { features: pro, limits: { editing_credits: 200 } },
  'lumen-studio': { features: studio, limits: { editing_credits: 1000 } },
  'lumen-pro-yearly': { features: pro, limits: { editing_credits: 2400 } },
}
