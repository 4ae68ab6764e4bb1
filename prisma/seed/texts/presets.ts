import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const presetTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Preset Pack',
    tagline: 'Six looks from Tokyo light, as recipes for any editor.',
    description: [
      'Six looks we developed while photographing in Tokyo: rainy neon, winter noon, a kissaten at four o’clock. Each is a recipe with exact values for exposure, contrast, colour temperature and tone curve.',
      'They work in every editor that has these sliders, and you learn why each value is what it is.',
    ],
    facts: [
      'Six looks with every value written out',
      'For Lumen Edit and any other raw editor',
      'Sold in yen, used anywhere',
    ],
    library: [
      {
        heading: 'Neon rain',
        body: 'Exposure −0.3 · Contrast +18 · Highlights −40 · Shadows +10 · Temperature 4,300 K · Tint +8 · Blue saturation +12. For wet streets after dark.',
      },
      {
        heading: 'Winter noon',
        body: 'Exposure +0.3 · Contrast −6 · Highlights −25 · Shadows +20 · Temperature 5,900 K · Saturation −10. For low sun on concrete.',
      },
      {
        heading: 'Kissaten, four o’clock',
        body: 'Exposure −0.2 · Contrast +8 · Highlights −30 · Shadows −10 · Temperature 6,400 K · Orange luminance +6 · Grain 20. For wood, cups and window seats.',
      },
      {
        heading: 'Last train',
        body: 'Exposure 0 · Contrast +12 · Temperature 3,900 K · Tint −6 · Green saturation −20 · Shadows towards teal +8. For fluorescent platforms.',
      },
      {
        heading: 'Hydrangea',
        body: 'Exposure +0.2 · Contrast −10 · Highlights −15 · Temperature 5,100 K · Purple luminance +10 · Clarity −8. For the rainy season.',
      },
      {
        heading: 'Morning market',
        body: 'Exposure +0.1 · Contrast +14 · Whites +10 · Temperature 5,500 K · Red saturation +6 · Blue saturation −8. For fish, ice and handwritten signs.',
      },
    ],
  },
  ja: {
    name: 'プリセットパック',
    tagline: '東京の光から生まれた、6つの仕上がり。',
    description: [
      '雨のネオン、冬の正午、午後4時の喫茶店。東京で撮影しながら作った6つの仕上がりを、露出・コントラスト・色温度・トーンの数値レシピにまとめました。',
      '同じスライダーがあるソフトなら、どれでも再現できます。なぜその数値なのかも一緒に学べます。',
    ],
    facts: ['6つの仕上がりを、すべて数値で公開', 'Lumen Editでも、ほかの現像ソフトでも', '円建てのお支払い'],
    library: [
      {
        heading: '雨のネオン',
        body: '露出 −0.3・コントラスト +18・ハイライト −40・シャドウ +10・色温度 4,300 K・色かぶり +8・青の彩度 +12。日が落ちたあとの濡れた道に。',
      },
      {
        heading: '冬の正午',
        body: '露出 +0.3・コントラスト −6・ハイライト −25・シャドウ +20・色温度 5,900 K・彩度 −10。コンクリートに当たる低い日差しに。',
      },
      {
        heading: '午後4時の喫茶店',
        body: '露出 −0.2・コントラスト +8・ハイライト −30・シャドウ −10・色温度 6,400 K・オレンジの輝度 +6・粒子 20。木の机、カップ、窓辺の席に。',
      },
      {
        heading: '終電',
        body: '露出 0・コントラスト +12・色温度 3,900 K・色かぶり −6・緑の彩度 −20・シャドウを青緑へ +8。蛍光灯のホームに。',
      },
      {
        heading: '紫陽花',
        body: '露出 +0.2・コントラスト −10・ハイライト −15・色温度 5,100 K・紫の輝度 +10・明瞭度 −8。梅雨の日に。',
      },
      {
        heading: '朝市',
        body: '露出 +0.1・コントラスト +14・白レベル +10・色温度 5,500 K・赤の彩度 +6・青の彩度 −8。魚と氷と手書きの札に。',
      },
    ],
  },
}
