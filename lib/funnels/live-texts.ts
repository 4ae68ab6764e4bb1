/** What the editor tells its preview while somebody types: one language's texts of an offer. */
export type LiveTexts = { headline: string; body: string; facts: string[]; legal: string[] }

export const PREVIEW_READY = 'upnext-preview-ready'

/** The texts in a message, or null when it is none of ours. */
export function readLiveTexts(data: unknown): LiveTexts | null {
  if (typeof data !== 'object' || data === null || !('upnextTexts' in data)) return null
  const texts = data.upnextTexts as Partial<Record<keyof LiveTexts, unknown>> | null
  const lists = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string')
  if (typeof texts?.headline !== 'string' || typeof texts.body !== 'string') return null
  if (!lists(texts.facts) || !lists(texts.legal)) return null
  return { headline: texts.headline, body: texts.body, facts: texts.facts, legal: texts.legal }
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The texts of one language as they stand in the offer's form. */
export function textsInForm(form: FormData, locale: string): LiveTexts {
  const read = (name: string) => String(form.get(`form.${name}`) ?? '')
  const legal = ['delivery', 'withdrawal', 'cancellation'].map((line) => read(`legal.${locale}.${line}`))
  return {
    headline: read(`texts.${locale}.headline`),
    body: read(`texts.${locale}.body`),
    facts: lines(read(`texts.${locale}.facts`)),
    legal: legal.filter((line) => line.trim() !== ''),
  }
}
