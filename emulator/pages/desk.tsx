/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'

/** The frame of dashboard and mailbox. */
export function Desk({ children }: { children?: Child }) {
  return (
    <>
      <header>
        <p class="test-mode">Local stand-in of Dodo Payments. No money moves.</p>
        <div class="bar">
          <strong>Emulator</strong>
          <nav aria-label="Pages">
            <a href="/">Dashboard</a>
            <a href="/mailbox">Mailbox</a>
          </nav>
        </div>
      </header>
      <main>{children}</main>
    </>
  )
}

export function Time({ at }: { at: string }) {
  return (
    <time class="soft" datetime={at}>
      {at.slice(0, 19).replace('T', ' ')}
    </time>
  )
}

/** A table that scrolls sideways on a small screen, by keyboard too. */
export function ScrollTable({ label, children }: { label: string; children?: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      <table>{children}</table>
    </section>
  )
}
