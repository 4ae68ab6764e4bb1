import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const notebookTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'The Light Notebook',
    tagline: 'A pocket e-book for the hour when the light is good.',
    description: [
      'What to do with hard noon sun, with fog, with a single street lamp: one page for each kind of light, with a starting setting and the mistake everyone makes.',
      'Made to be read on a phone, outdoors, with one hand. No account and no app; it is a file you keep.',
    ],
    facts: [
      'One page for each kind of light',
      'A starting setting to copy on every page',
      'One file for phone, tablet and desktop',
    ],
    library: [
      {
        heading: 'The first hour',
        body: 'Low, warm, from the side. Shadows are long, so let them into the picture.\n\nStart with: f/8, 1/125 s, ISO 200, white balance on daylight. The usual mistake: automatic white balance, which takes the gold away.',
      },
      {
        heading: 'Hard noon',
        body: 'Light from straight above makes eye sockets dark and colours flat. Look for open shade with a bright wall opposite, or photograph shapes instead of faces.\n\nStart with: f/8, 1/500 s, ISO 100. The usual mistake: putting people in the sun so that “there is enough light”.',
      },
      {
        heading: 'Overcast',
        body: 'The sky is one huge soft lamp. Best for faces, plants and colour; worst for wide views. Keep the white sky out of the frame.\n\nStart with: f/4, 1/250 s, ISO 400, exposure +⅓. The usual mistake: half the picture is sky.',
      },
      {
        heading: 'Fog',
        body: 'Fog removes the background for you. Put one dark shape near the camera and let everything else fade.\n\nStart with: f/5.6, 1/125 s, ISO 400, exposure +1. The usual mistake: trusting the meter, which turns white fog grey.',
      },
      {
        heading: 'One street lamp',
        body: 'Stand so that the lamp is behind your subject’s shoulder, hidden or just outside the frame. Wait for someone to walk into the edge of the light.\n\nStart with: f/2, 1/60 s, ISO 1600, exposure −1. The usual mistake: standing right under the lamp.',
      },
    ],
  },
  ja: {
    name: '光のノート',
    tagline: '光がきれいな時間に開く、ポケット電子書籍。',
    description: [
      '真昼の強い日差し、霧、街灯ひとつだけの夜。光の種類ごとに1ページずつ、出発点になる設定と、誰もがしてしまう失敗をまとめました。',
      'スマートフォンで、屋外で、片手で読めるように作っています。会員登録もアプリもいりません。ずっと手元に残るファイルです。',
    ],
    facts: [
      '光の種類ごとに1ページ',
      'すべてのページに、そのまま使える設定',
      'スマートフォンでもパソコンでも読める1ファイル',
    ],
    library: [
      {
        heading: '朝いちばんの光',
        body: '低く、あたたかく、横から来る光です。影が長いので、影ごと画面に入れましょう。\n\n出発点：f/8、1/125秒、ISO 200、ホワイトバランスは太陽光。よくある失敗：オートホワイトバランスで金色が消えてしまうこと。',
      },
      {
        heading: '真昼の強い光',
        body: '真上からの光は目元を暗くし、色を平板にします。明るい壁と向かい合う日陰を探すか、顔ではなく形を撮りましょう。\n\n出発点：f/8、1/500秒、ISO 100。よくある失敗：「明るいから」と人を日なたに立たせること。',
      },
      {
        heading: '曇り空',
        body: '空全体が大きなやわらかい照明になります。顔、植物、色に最適で、広い風景には向きません。白い空は画面から外しましょう。\n\n出発点：f/4、1/250秒、ISO 400、露出補正+⅓。よくある失敗：画面の半分が空になること。',
      },
      {
        heading: '霧',
        body: '霧は背景を消してくれます。手前に暗い形をひとつ置き、残りは溶けるにまかせましょう。\n\n出発点：f/5.6、1/125秒、ISO 400、露出補正+1。よくある失敗：露出計どおりに撮って、白い霧を灰色にすること。',
      },
      {
        heading: '街灯ひとつ',
        body: '街灯が被写体の肩の後ろに隠れるか、画面のすぐ外に来る位置に立ちます。光の縁に人が入ってくるのを待ちましょう。\n\n出発点：f/2、1/60秒、ISO 1600、露出補正−1。よくある失敗：街灯の真下に立つこと。',
      },
    ],
  },
}
