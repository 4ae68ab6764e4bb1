import type { CatalogOffer } from './texts/types'

/** What stands beside a buy button, on the order page and in the account. */
export const PLACE_TEXTS: CatalogOffer[] = [
  {
    key: 'bundle-with-notebook',
    kind: 'cross_sell',
    product: 'light-notebook',
    texts: {
      en: {
        headline: 'The settings of every lesson, on your phone when you are outdoors.',
        body: 'One page for each kind of light, with a setting to begin with.',
        facts: ['One page for each kind of light', 'A starting setting on every page', 'One file you keep'],
      },
      ja: {
        headline: '各レッスンの設定を、外でもスマートフォンで確かめられます。',
        body: '光の種類ごとに1ページ。最初に試す設定がわかります。',
        facts: ['光の種類ごとに1ページ', 'すべてのページに最初の設定', 'ずっと手元に残るファイル'],
      },
    },
  },
  {
    key: 'bundle-goes-with-edit',
    kind: 'cross_sell',
    product: 'lumen-edit-single',
    texts: {
      en: {
        headline: 'Develop the pictures of your projects in Lumen Edit',
        body: 'The lessons were made with it: every step you see there can be followed on your own pictures.',
        facts: ['The tool of the lessons', 'Works on your own pictures', 'One payment, no renewal'],
      },
      ja: {
        headline: '制作課題の写真を、Lumen Editで仕上げる',
        body: 'レッスンはこのソフトで作られています。画面の手順を、ご自身の写真でそのまま試せます。',
        facts: ['レッスンと同じソフト', 'ご自身の写真で使えます', '買い切り。更新料はありません'],
      },
    },
  },
  {
    key: 'account-after-bundle',
    kind: 'cross_sell',
    product: 'lumen-edit-team',
    texts: {
      en: {
        headline: 'Develop your series together',
        body: 'The team licence of Lumen Edit opens it for five people on one key, with the same looks on every desk.',
        facts: ['Five seats on one key', 'Shared looks for the whole team', 'One payment, no renewal'],
      },
      ja: {
        headline: '組写真を、仲間と一緒に仕上げる',
        body: 'Lumen Editのチームライセンスなら、ひとつのキーで5名が使え、どの机でも同じ仕上がりになります。',
        facts: ['ひとつのキーで5席', '仕上がり設定をチームで共有', '買い切り。更新料はありません'],
      },
    },
  },
]
