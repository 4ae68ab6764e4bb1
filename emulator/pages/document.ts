import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Language } from './text'

type Node = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PageParts {
  title: string
  language: Language
  style: string
  script?: string
  body: Node
  status?: ContentfulStatusCode
}

/** Sends one full page. Its policy lets only the page's own script run. */
export async function sendPage(c: Context, parts: PageParts): Promise<Response> {
  const hash = createHash('sha256')
    .update(parts.script ?? '')
    .digest('base64')
  const images = 'img-src data: http://127.0.0.1:* http://localhost:*'
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; ${images}; frame-src 'self'; connect-src 'self'`,
  )
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  const page = html`<!doctype html>
<html lang="${parts.language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${parts.title}</title>
    <style>${raw(parts.style)}</style>
  </head>
  <body>
    ${parts.body}
    ${parts.script ? html`<script>${raw(parts.script)}</script>` : ''}
  </body>
</html>`
  return c.html(await page, parts.status ?? 200)
}
