import { type Adjustments, RANGE } from './adjustments'

const round = (value: number) => Number(value.toFixed(3))

/**
 * The filters that stand for the adjustments, applied in this order: light and contrast, colour, warmth. Each control
 * reaches from half to one and a half of the original, warmth a quarter to either side.
 */
export function filterFor({ light, contrast, colour, warmth }: Adjustments): string {
  const of = (value: number) => value / (RANGE * 2)
  const slope = round((1 + of(light)) * (1 + of(contrast)))
  const intercept = round(-0.5 * of(contrast))
  const channel = (name: string) => `<feFunc${name} type="linear" slope="${slope}" intercept="${intercept}"/>`
  const red = round(1 + of(warmth) / 2)
  const blue = round(1 - of(warmth) / 2)
  return [
    '<filter id="lumen-edit" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">',
    `<feComponentTransfer>${['R', 'G', 'B'].map(channel).join('')}</feComponentTransfer>`,
    `<feColorMatrix type="saturate" values="${round(1 + of(colour) * 2)}"/>`,
    `<feColorMatrix type="matrix" values="${red} 0 0 0 0  0 1 0 0 0  0 0 ${blue} 0 0  0 0 0 1 0"/>`,
    '</filter>',
  ].join('')
}

const MARK =
  '<text x="776" y="576" text-anchor="end" font-family="sans-serif" font-size="18" fill="#fff" fill-opacity=".75">Lumen Edit · preview</text>'

/** A drawing with the adjustments in it; a preview says that it is one. */
export function adjustDrawing(source: string, adjustments: Adjustments, isPreview: boolean): string {
  const body = source.indexOf('>') + 1
  const end = source.lastIndexOf('</svg>')
  return [
    source.slice(0, body),
    filterFor(adjustments),
    `<g filter="url(#lumen-edit)">${source.slice(body, end)}</g>`,
    isPreview ? MARK : '',
    '</svg>',
  ].join('')
}
