import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const editSingleTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Lumen Edit, single licence',
    tagline: 'A raw editor with nine sliders, and nothing you will not use.',
    description: [
      'Lumen Edit develops raw files on your own computer. Nine sliders, one tone curve, side-by-side compare. That is all, and it opens in a second.',
      'One payment, no subscription. The key works on your desktop and your laptop, and your pictures never leave them.',
    ],
    facts: [
      'A licence key for one person, two computers',
      'Updates within version 1 included',
      'One payment, no renewal',
    ],
    library: [
      {
        heading: 'Enter your key',
        body: 'Open Lumen Edit, choose Licence in the menu and paste the key from your order page. It works offline after that.',
      },
      {
        heading: 'A second computer',
        body: 'Use the same key. To move to a third computer, choose Release this computer on one of the two first.',
      },
      {
        heading: 'The nine sliders, in the order to use them',
        body: 'Temperature and tint first, then exposure, contrast, highlights and shadows, then whites and blacks, and saturation last. If a picture still looks wrong after one round, the light was wrong, not the sliders.',
      },
    ],
  },
  ja: {
    name: 'Lumen Edit シングルライセンス',
    tagline: 'スライダーは9本だけ。迷わないRAW現像ソフト。',
    description: [
      'Lumen Editは、お使いのパソコンの中だけで動くRAW現像ソフトです。9本のスライダー、トーンカーブ、並べて比較。それだけなので、1秒で起動します。',
      'お支払いは一度きりで、月額料金はありません。デスクトップとノートの2台で使え、写真が外部に送られることもありません。',
    ],
    facts: [
      '1名・パソコン2台までのライセンスキー',
      'バージョン1のアップデートつき',
      '買い切り。更新料はありません',
    ],
    library: [
      {
        heading: 'キーを入力する',
        body: 'Lumen Editを開き、メニューの「ライセンス」に注文ページのキーを貼り付けてください。以後はオフラインでも使えます。',
      },
      {
        heading: '2台目のパソコンで使う',
        body: '同じキーをお使いください。3台目に移すときは、先にどちらか1台で「このパソコンを解除」を選びます。',
      },
      {
        heading: '9本のスライダーを使う順番',
        body: 'まず色温度と色かぶり、次に露出・コントラスト・ハイライト・シャドウ、それから白レベルと黒レベル、最後に彩度です。ひととおり動かしてもしっくりこないときは、スライダーではなく光を見直しましょう。',
      },
    ],
  },
}

export const editTeamTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Lumen Edit, team licence',
    tagline: 'Five people, one key, the same looks everywhere.',
    description: [
      'Everything in the single licence, for a studio of up to five. One key, one invoice, and a shared folder of looks that everyone on the team can open.',
      'Seats are not tied to names: when somebody leaves, release their computer and the seat is free again.',
    ],
    facts: ['One licence key with five seats', 'Shared looks for the whole team', 'One payment, no renewal'],
    library: [
      {
        heading: 'Give the key to your team',
        body: 'Everyone enters the same key under Licence. The window shows how many of the five seats are taken.',
      },
      {
        heading: 'Share looks',
        body: 'Choose a folder all of you can reach under Settings, Shared looks. A look saved there appears for everyone the next time they open Lumen Edit.',
      },
      {
        heading: 'Free a seat',
        body: 'Choose Release this computer on the machine that no longer needs it. If the machine is gone, reply to your receipt mail and we release it for you.',
      },
    ],
  },
  ja: {
    name: 'Lumen Edit チームライセンス',
    tagline: '5人で、ひとつのキー。どの机でも同じ仕上がり。',
    description: [
      'シングルライセンスの全機能を、5名までのスタジオで。キーも請求書もひとつにまとまり、仕上がりの設定を共有フォルダーで分け合えます。',
      '席は個人に固定されません。メンバーが変わるときは、そのパソコンを解除すれば席が空きます。',
    ],
    facts: ['5席分のライセンスキー', '仕上がり設定をチームで共有', '買い切り。更新料はありません'],
    library: [
      {
        heading: 'キーをチームに配る',
        body: '全員が「ライセンス」に同じキーを入力します。5席のうちいくつ使われているかが画面に表示されます。',
      },
      {
        heading: '仕上がりを共有する',
        body: '「設定」の「共有の仕上がり」で、全員が開けるフォルダーを選んでください。そこに保存した仕上がりは、次にLumen Editを開いたときに全員に表示されます。',
      },
      {
        heading: '席を空ける',
        body: '使わなくなったパソコンで「このパソコンを解除」を選びます。そのパソコンが手元にない場合は、領収メールにご返信いただければこちらで解除します。',
      },
    ],
  },
}
