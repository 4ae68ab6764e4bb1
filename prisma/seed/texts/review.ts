import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const reviewTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Portfolio Review',
    tagline: 'Forty-five minutes on your own pictures, with a working photographer.',
    description: [
      'Send up to twenty pictures. A photographer from our team studies them beforehand and then looks through them with you on a video call: what holds, what to leave out, what to try next.',
      'Afterwards you get written notes and a suggested order for your portfolio. In English or Japanese, as you prefer.',
    ],
    facts: [
      'A 45-minute video call, one to one',
      'Up to twenty of your own pictures',
      'Written notes and a picture order afterwards',
    ],
    library: [
      {
        heading: '1. Choose up to twenty pictures',
        body: 'Take the ones you would show a stranger, not the ones you remember fondly. Put them in one folder, in the order you like best, at 2,000 pixels on the long side.',
      },
      {
        heading: '2. Send them and pick a time',
        body: 'Reply to your receipt mail with a link to the folder, the language you prefer and three times that suit you. We answer within two working days with a fixed time and the link for the call.',
      },
      {
        heading: '3. Talk it through',
        body: 'Have the pictures on a large screen. You will hear what the photographer saw first, where the eye gets stuck and which three pictures carry the rest. Your notes arrive by mail within three days of the call.',
      },
    ],
  },
  ja: {
    name: 'ポートフォリオレビュー',
    tagline: 'あなたの写真を、現役の写真家と45分。',
    description: [
      '最大20枚の写真をお送りください。Lumenの写真家が事前に拝見し、ビデオ通話で一緒に見ていきます。残すもの、外すもの、次に試すことを具体的にお伝えします。',
      '終了後には、講評のメモとポートフォリオの並び順の提案をお届けします。日本語・英語のどちらでも承ります。',
    ],
    facts: ['1対1のビデオ通話、45分間', 'ご自身の写真を最大20枚まで', '講評メモと並び順の提案つき'],
    library: [
      {
        heading: '1. 写真を20枚まで選ぶ',
        body: '思い入れのある写真よりも、初対面の人に見せたい写真を選んでください。長辺2,000ピクセルで、気に入っている順に1つのフォルダーにまとめます。',
      },
      {
        heading: '2. 送付と日時の連絡',
        body: '領収メールへの返信で、フォルダーのリンク、ご希望の言語、ご都合のよい日時を3つお知らせください。2営業日以内に、確定した日時と通話用リンクをお送りします。',
      },
      {
        heading: '3. 一緒に見る',
        body: '大きな画面で写真をご用意ください。最初に目が行った場所、視線が止まってしまう場所、全体を支えている3枚についてお話しします。講評メモは通話後3日以内にメールでお届けします。',
      },
    ],
  },
}
