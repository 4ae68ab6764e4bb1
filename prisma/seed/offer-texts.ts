import type { CatalogOffer } from './texts/types'

/** What the demo shop's offers say. The headline names what the offer adds to the purchase before it. */
export const OFFER_TEXTS: CatalogOffer[] = [
  {
    key: 'course-to-bundle',
    kind: 'upsell',
    product: 'complete-bundle',
    texts: {
      en: {
        headline: 'Add portraits, landscape and night to your Starter Course',
        body: 'The Complete Bundle goes on where your course ends: three further courses that build on each other, each with a project of its own.',
        facts: [
          'Three new courses: Portraits, Landscape and Night',
          'Three projects that become one series',
          'In your library beside the Starter Course, for good',
        ],
      },
      ja: {
        headline: 'スターターコースに、ポートレート・風景・夜景を加える',
        body: 'コンプリートバンドルは、スターターコースの続きから始まります。互いにつながる3つのコースに、それぞれ制作課題がついています。',
        facts: [
          '新しい3コース：ポートレート、風景、夜景',
          'ひとつの組写真になる3つの制作課題',
          'スターターコースと並んで、ずっとライブラリに',
        ],
      },
    },
  },
  {
    key: 'course-to-notebook',
    kind: 'downsell',
    product: 'light-notebook',
    texts: {
      en: {
        headline: 'Take the lessons outdoors with The Light Notebook',
        body: 'Your course teaches you to see light. The notebook tells you, on the spot, which setting to begin with.',
        facts: [
          'One page for each kind of light',
          'A starting setting to copy on every page',
          'One file you keep, made for a phone in one hand',
        ],
      },
      ja: {
        headline: 'レッスンの続きを、屋外で。「光のノート」',
        body: 'コースで光の見方を学んだら、次は現場です。どの設定から始めればよいかを、その場で確かめられます。',
        facts: [
          '光の種類ごとに1ページ',
          'すべてのページに、そのまま使える設定',
          '片手で読める、ずっと手元に残るファイル',
        ],
      },
    },
  },
  {
    key: 'single-to-team',
    kind: 'upsell',
    product: 'lumen-edit-team',
    texts: {
      en: {
        headline: 'Add five seats and shared looks to your Lumen Edit',
        body: 'Your single licence is for you. The team licence brings five more people in, on one key, with the same looks on every desk. Your own licence stays valid.',
        facts: [
          'Five seats beside your own licence',
          'Shared looks for the whole team',
          'One payment, no renewal',
        ],
      },
      ja: {
        headline: 'Lumen Editに、5席と共有の仕上がりを加える',
        body: 'シングルライセンスはご本人用です。チームライセンスなら、ひとつのキーであと5名が使え、どの机でも同じ仕上がりになります。今のライセンスもそのまま有効です。',
        facts: ['今のライセンスに加えて5席', '仕上がり設定をチームで共有', '買い切り。更新料はありません'],
      },
    },
  },
  {
    key: 'portfolio-review',
    kind: 'cross_sell',
    product: 'portfolio-review',
    texts: {
      en: {
        headline: 'Have a photographer look at your own pictures with you',
        body: 'What you have just bought works best on pictures you care about. In one call you hear what holds, what to leave out and what to try next.',
        facts: [
          'A 45-minute video call, one to one',
          'Up to twenty of your own pictures',
          'Written notes and a picture order afterwards',
        ],
      },
      ja: {
        headline: 'あなたの写真を、写真家と一緒に見直す',
        body: 'お求めいただいたものは、大切な写真で使ってこそ生きてきます。1回の通話で、残すもの、外すもの、次に試すことがわかります。',
        facts: ['1対1のビデオ通話、45分間', 'ご自身の写真を最大20枚まで', '講評メモと並び順の提案つき'],
      },
    },
  },
]
