/** @jsxImportSource hono/jsx */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DESK_STYLE } from './desk-style'
import { sendPage } from './document'

const PAGES = [
  ['/', 'Overview'],
  ['/desk/payments', 'Payments'],
  ['/desk/customers', 'Customers'],
  ['/desk/subscriptions', 'Subscriptions'],
  ['/desk/products', 'Products'],
  ['/desk/webhooks', 'Webhooks'],
  ['/mailbox', 'Mailbox'],
  ['/desk/clock', 'Clock'],
  ['/desk/weather', 'Weather'],
  ['/desk/journal', 'Journal'],
  ['/desk/settings', 'Settings'],
] as const

interface DeskProps {
  /** The page's address without its query, to mark where one is. */
  path: string
  children?: Child
}

/** The frame of every page for the people who build and test. */
export function Desk({ path, children }: DeskProps) {
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <header class="test-mode">Emulator of Dodo Payments: no money moves</header>
      <div class="frame">
        <aside class="side" aria-label="Emulator">
          <div>
            <p class="brand">
              Emulator <span>of Dodo Payments</span>
            </p>
            <search>
              <form action="/desk/find">
                <input
                  type="search"
                  name="q"
                  aria-label="Find an e-mail address or an id"
                  placeholder="Find e-mail or id"
                />
              </form>
            </search>
            <nav aria-label="Pages">
              {PAGES.map(([href, name]) => (
                <a key={href} href={href} aria-current={isAt(path, href) ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
          </div>
        </aside>
        <main id="content">{children}</main>
      </div>
    </>
  )
}

function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}

/** Sends one page of the desk. */
export function sendDesk(
  c: Context,
  title: string,
  children: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return sendPage(c, {
    title: `${title} · Emulator`,
    language: 'en',
    style: DESK_STYLE,
    status,
    body: <Desk path={c.req.path}>{children}</Desk>,
  })
}

export function sendMissing(c: Context, what: string): Promise<Response> {
  return sendDesk(
    c,
    `No such ${what}`,
    <>
      <h1>No such {what}</h1>
      <p class="soft">It may have been forgotten by a reset.</p>
    </>,
    404,
  )
}

export function Time({ at }: { at: string | null | undefined }) {
  if (!at) return <span class="soft">–</span>
  return (
    <time class="nowrap" datetime={at}>
      {at.slice(0, 19).replace('T', ' ')}
    </time>
  )
}
