/** @jsxImportSource hono/jsx */
import { type Language, TEXT } from './text'

interface NoticeProps {
  title: string
  message: string
  back: string | null
  language: Language
}

/** A short page with one message and, when there is one, the way back to the shop. */
export function Notice({ title, message, back, language }: NoticeProps) {
  const text = TEXT[language]
  return (
    <>
      <header class="test-mode">{text.testMode}</header>
      <main class="notice">
        <h1>{title}</h1>
        <p>{message}</p>
        {back && (
          <a class="button" href={back}>
            {text.back}
          </a>
        )}
      </main>
    </>
  )
}
