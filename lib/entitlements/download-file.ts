import type { OwnedContent } from './queries'

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

const paragraphs = (body: string) =>
  body
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('\n')

/** A download as one HTML file that reads anywhere, offline and on paper. */
export function toDownloadFile(content: Pick<OwnedContent, 'name' | 'sections'>, locale: string): string {
  const sections = content.sections
    .map(({ heading, body }) => `<section><h2>${escapeHtml(heading)}</h2>\n${paragraphs(body)}</section>`)
    .join('\n')
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(content.name)}</title>
<style>
body { font: 18px/1.7 Georgia, "Noto Serif JP", serif; max-width: 38rem; margin: 4rem auto; padding: 0 1.5rem; color: #1c1917 }
h1, h2 { line-height: 1.25; text-wrap: balance } h2 { margin-top: 3rem }
</style>
<h1>${escapeHtml(content.name)}</h1>
${sections}
</html>
`
}
