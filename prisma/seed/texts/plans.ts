import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const basicTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Lumen Basic',
    tagline: 'One assignment a month, and the whole lesson library.',
    description: [
      'A steady habit for people with a full calendar: one assignment on the first of the month, one evening to do it, and a gallery where everyone’s answers hang side by side.',
      'Cancel whenever you like; you keep access until the end of the month you paid for.',
    ],
    facts: ['One assignment every month', 'The whole lesson library', 'A place in the members’ gallery'],
    library: [
      {
        heading: 'Welcome to Lumen Basic',
        body: 'Your assignment appears here on the first of each month. It takes one evening. Start with the one below; there is no deadline on the first.',
      },
      {
        heading: 'This month: one colour',
        body: 'Choose a colour before you leave the house and photograph nothing else. Come home with five pictures in which your colour is the reason the picture exists.',
      },
      {
        heading: 'How the gallery works',
        body: 'Reply to your receipt mail with one picture. On the last day of the month we hang all answers side by side, with first names only.',
      },
    ],
  },
  ja: {
    name: 'Lumen ベーシック',
    tagline: '毎月ひとつの課題と、すべてのレッスン。',
    description: [
      '忙しい方が続けられるプランです。毎月1日に課題がひとつ届き、取り組むのはひと晩だけ。みんなの作品がギャラリーに並びます。',
      'いつでも解約でき、お支払い済みの月の終わりまでご利用いただけます。',
    ],
    facts: ['毎月ひとつの撮影課題', 'すべてのレッスンが見放題', 'メンバーギャラリーへの参加'],
    library: [
      {
        heading: 'Lumen ベーシックへようこそ',
        body: '毎月1日に、ここに課題が届きます。ひと晩で取り組める内容です。まずは下の課題から始めてください。最初の課題に締め切りはありません。',
      },
      {
        heading: '今月の課題：ひとつの色',
        body: '家を出る前に色をひとつ決め、それ以外は撮らないでください。「その色だから撮った」と言える写真を5枚持ち帰りましょう。',
      },
      {
        heading: 'ギャラリーについて',
        body: '領収メールへの返信で、写真を1枚お送りください。月末に、全員の作品をお名前（名のみ）とともに並べて公開します。',
      },
    ],
  },
}

const proLibrary = {
  en: [
    {
      heading: 'Welcome to Lumen Pro',
      body: 'You have everything in Basic, and a photographer who answers. Send four pictures a month; you get a written reply to each within three working days.',
    },
    {
      heading: 'How to send pictures',
      body: 'Reply to your receipt mail with the pictures and one question for each. “Is it good?” is hard to answer; “Where does your eye go first?” gets you further.',
    },
    {
      heading: 'Lumen Edit is included',
      body: 'Install Lumen Edit and choose Sign in with membership. It works for as long as your plan runs.',
    },
  ],
  ja: [
    {
      heading: 'Lumen プロへようこそ',
      body: 'ベーシックの全内容に加えて、写真家からの返信が届きます。毎月4枚まで写真をお送りください。3営業日以内に、1枚ずつ文章で講評します。',
    },
    {
      heading: '写真の送り方',
      body: '領収メールへの返信で、写真と質問を1枚につきひとつお送りください。「良いですか？」よりも「最初にどこへ目が行きますか？」のほうが、実りのある答えになります。',
    },
    {
      heading: 'Lumen Editが使えます',
      body: 'Lumen Editをインストールし、「メンバーシップでサインイン」を選んでください。プランのご契約中はそのままお使いいただけます。',
    },
  ],
}

export const proTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Lumen Pro',
    tagline: 'A photographer answers your pictures, every month.',
    description: [
      'Everything in Basic, and someone who looks back: send four pictures a month and get a written answer to each, from the same photographer every time.',
      'Lumen Edit is included for as long as your plan runs.',
    ],
    facts: ['Everything in Basic', 'Written feedback on four pictures a month', 'Lumen Edit included'],
    library: proLibrary.en,
  },
  ja: {
    name: 'Lumen プロ',
    tagline: 'あなたの写真に、毎月写真家が答えます。',
    description: [
      'ベーシックの全内容に加えて、毎月4枚の写真に文章で講評が届きます。担当は毎回同じ写真家です。',
      'ご契約中はLumen Editもお使いいただけます。',
    ],
    facts: ['ベーシックのすべての内容', '毎月4枚の写真に文章で講評', 'Lumen Editつき'],
    library: proLibrary.ja,
  },
}

export const proYearlyTexts: Record<Locale, ProductTexts> = {
  en: {
    ...proTexts.en,
    name: 'Lumen Pro, yearly',
    tagline: 'A year of answers for the price of ten months.',
    facts: [
      'Everything in Basic',
      'Written feedback on four pictures a month',
      'Twelve months for the price of ten',
    ],
  },
  ja: {
    ...proTexts.ja,
    name: 'Lumen プロ（年払い）',
    tagline: '10か月分の料金で、1年間の講評を。',
    facts: ['ベーシックのすべての内容', '毎月4枚の写真に文章で講評', '12か月を10か月分の料金で'],
  },
}

export const studioTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Lumen Studio',
    tagline: 'For teams who take pictures for a living.',
    description: [
      'Everything in Pro for three people, and a live session a month in which a photographer goes through your current work with the whole team.',
      'More seats can be added at any time.',
    ],
    facts: [
      'Everything in Pro, for three people',
      'A live session with your team every month',
      'Feedback within one working day',
    ],
    library: [
      {
        heading: 'Welcome to Lumen Studio',
        body: 'Reply to your receipt mail with the names and addresses of your three people. Each gets their own feedback thread.',
      },
      {
        heading: 'Book this month’s live session',
        body: 'Send us three times that suit the team and one piece of current work you want to talk about. We confirm within one working day.',
      },
      {
        heading: 'Before the session',
        body: 'Everyone brings one picture they are sure of and one they are not. The second one is where the hour goes.',
      },
    ],
  },
  ja: {
    name: 'Lumen スタジオ',
    tagline: '写真を仕事にするチームのために。',
    description: [
      'プロの全内容を3名分。さらに毎月1回、写真家がチーム全員と現在の仕事を一緒に見るライブセッションがあります。',
      '席はいつでも追加できます。',
    ],
    facts: ['プロのすべての内容を3名分', '毎月1回、チームでライブセッション', '講評は1営業日以内'],
    library: [
      {
        heading: 'Lumen スタジオへようこそ',
        body: '領収メールへの返信で、3名のお名前とメールアドレスをお知らせください。お一人ずつ講評の窓口を用意します。',
      },
      {
        heading: '今月のライブセッションを予約する',
        body: 'ご都合のよい日時を3つと、話題にしたい現在の仕事をひとつお送りください。1営業日以内に確定のご連絡をします。',
      },
      {
        heading: 'セッションの前に',
        body: '自信のある写真を1枚と、迷っている写真を1枚、それぞれご用意ください。時間を使うのは、迷っているほうの1枚です。',
      },
    ],
  },
}
