import type { Locale } from '@/lib/i18n/routing'
import type { ProductTexts } from './types'

export const courseTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Starter Course',
    tagline: 'See the light first. Then press the button.',
    description: [
      'Most beginners learn their camera and still take flat pictures. This course goes the other way round: you learn to see where light comes from, and the settings follow.',
      'Three compact lessons, each with one exercise you can do at your kitchen window. A phone is enough to begin with; nothing here asks you to buy a lens.',
    ],
    facts: [
      'Three lessons on light, exposure and framing',
      'One exercise a lesson, with a phone or any camera',
      'Yours for good, at your own pace',
    ],
    library: [
      {
        heading: 'Lesson 1: Find the light',
        body: 'Stand a cup on a table beside a window and switch off every lamp. Walk half a circle around it and take one picture every two steps. With the window behind you the cup is flat; with the window beside you it becomes round; with the window in front of you only its outline is left.\n\nThat is most of photography. Before each picture from now on, ask where the light comes from and which of the three you want.',
      },
      {
        heading: 'Lesson 2: Expose for what matters',
        body: 'Your camera wants everything to be middle grey, so snow turns out dull and a black cat turns out grey. Tap or meter on the part that matters, then move the exposure until that part looks the way you remember it.\n\nExercise: photograph something white on white paper. Raise the exposure a third of a stop at a time until the paper is white but its texture is still there.',
      },
      {
        heading: 'Lesson 3: Leave things out',
        body: 'A picture gets stronger each time something leaves it. Take your picture, then look along the four edges and remove one thing: step closer, kneel, or turn the camera upright. Do it three times with the same subject.\n\nCompare the first and the last. The last one almost always needs no caption.',
      },
    ],
  },
  ja: {
    name: 'スターターコース',
    tagline: 'まず光を見る。それからシャッターを切る。',
    description: [
      '操作を覚えても、写真がどこか平板に見える。そんな方のための入門コースです。光がどこから来るかを見る目を先に育てるので、設定はあとから自然についてきます。',
      'レッスンは3つ。どれも窓辺でできる小さな課題つきです。スマートフォンだけで始められ、レンズを買い足す必要はありません。',
    ],
    facts: [
      '光・露出・構図を学ぶ3つのレッスン',
      'スマートフォンでもできる課題が各1つ',
      '期限なし。自分のペースで学べます',
    ],
    library: [
      {
        heading: 'レッスン1　光を見つける',
        body: '部屋の照明をすべて消し、窓のそばの机にカップを置きます。カップのまわりを半周しながら、2歩ごとに1枚ずつ撮ってください。窓を背にすると平らに、窓が横に来ると丸く、窓に向かうと輪郭だけになります。\n\n写真の大半はこれで決まります。これからは撮る前に、光がどこから来ているか、3つのうちどれがほしいかを考えてみましょう。',
      },
      {
        heading: 'レッスン2　見せたいものに露出を合わせる',
        body: 'カメラはすべてを中くらいの灰色にしようとします。だから雪はくすみ、黒猫は灰色に写ります。見せたい部分で測光し、記憶どおりの明るさになるまで露出を動かしてください。\n\n課題：白い紙の上の白いものを撮ります。1/3段ずつ明るくして、紙が白く、それでも質感が残るところを探しましょう。',
      },
      {
        heading: 'レッスン3　引き算をする',
        body: '何かを画面から外すたびに、写真は強くなります。まず1枚撮り、四辺を目でたどって、余計なものを1つ外します。近づく、しゃがむ、縦に構える。同じ被写体で3回くり返してください。\n\n最初と最後の1枚を見比べると、最後の写真にはもう説明がいらないはずです。',
      },
    ],
  },
}

export const bundleTexts: Record<Locale, ProductTexts> = {
  en: {
    name: 'Complete Bundle',
    tagline: 'Four courses, from your first picture to a finished series.',
    description: [
      'The whole of what we teach, in the order in which we would teach it to a friend: light, then people, then places, then the night.',
      'Every course builds on the one before and ends with a small project. After the last one you have a series of twelve pictures that belong together.',
    ],
    facts: [
      'The Starter Course, Portraits, Landscape and Night',
      'A project at the end of every course',
      'Yours for good, with every later revision',
    ],
    library: [
      {
        heading: 'Start here: the Starter Course',
        body: 'Do the three exercises first, even if you have been taking pictures for years: the cup at the window, white on white, and the three removals. Keep the results. You will compare them with your last project.',
      },
      {
        heading: 'Portraits: a face and one window',
        body: 'Seat someone an arm’s length from a window, turned halfway towards it. Look for the small triangle of light on the far cheek and move the chair, not the camera, until it is there. Talk while you shoot; the best picture is the one after the laugh.\n\nProject: three people, one window, the same hour of the day.',
      },
      {
        heading: 'Landscape: three distances',
        body: 'A landscape needs something near, something in the middle and something far. Find the near thing first; the view will wait. Come back to the same spot in the first and in the last hour of light and let the shadows draw the shape of the land.\n\nProject: one place, four times of day.',
      },
      {
        heading: 'Night: let it be dark',
        body: 'Put the camera on a wall or a tripod, set the self-timer and expose for the lamps, not for the street. Night pictures fail when they look like day. Begin at one second and halve the time until the lamps keep their colour.\n\nProject: five lights of your street, each alone in the dark.',
      },
    ],
  },
  ja: {
    name: 'コンプリートバンドル',
    tagline: 'はじめの1枚から組写真まで、4つのコース。',
    description: [
      '光、人、風景、夜。友人に教えるならこの順番、という流れで、Lumenの全コースをまとめました。',
      'どのコースも前のコースの続きになっていて、最後に小さな制作課題があります。すべて終えるころには、ひとつのテーマでつながる12枚の組写真が手元に残ります。',
    ],
    facts: [
      'スターター、ポートレート、風景、夜景の4コース',
      '各コースの最後に制作課題つき',
      '期限なし。今後の改訂版も含まれます',
    ],
    library: [
      {
        heading: 'はじめに：スターターコース',
        body: '撮影歴が長い方も、まず3つの課題から始めてください。窓辺のカップ、白の上の白、3回の引き算です。撮った写真は残しておき、最後の制作課題と見比べましょう。',
      },
      {
        heading: 'ポートレート：顔と、ひとつの窓',
        body: '窓から腕1本分の距離に座ってもらい、体を半分だけ窓に向けます。奥側の頬に小さな三角形の光が現れるまで、カメラではなく椅子を動かしてください。話しながら撮りましょう。いちばん良い1枚は、笑ったすぐあとに来ます。\n\n制作課題：3人を、同じ窓、同じ時刻で。',
      },
      {
        heading: '風景：3つの距離',
        body: '風景には、近景・中景・遠景が必要です。先に近景を探しましょう。遠くの景色は待っていてくれます。朝と夕方、光が低い1時間に同じ場所へ戻り、影に地形を描かせてください。\n\n制作課題：ひとつの場所を、1日のうち4つの時刻で。',
      },
      {
        heading: '夜景：暗いままに撮る',
        body: 'カメラを壁や三脚に固定し、セルフタイマーを使い、道ではなく灯りに露出を合わせます。昼のように写った夜は失敗です。1秒から始めて、灯りの色が残るまで露光時間を半分ずつ短くしてください。\n\n制作課題：近所の灯りを5つ、闇の中にひとつずつ。',
      },
    ],
  },
}
