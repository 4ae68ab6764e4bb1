/** @jsxImportSource hono/jsx */
import { type CardOutcome, TEST_CARDS, type TestCard } from '../reference/test-cards'
import type { Language, Text } from './text'

const OUTCOMES: Record<Language, Record<CardOutcome, string>> = {
  en: {
    pays: 'pays',
    authenticate: 'asks for authentication (3DS)',
    GENERIC_DECLINE: 'declined',
    INSUFFICIENT_FUNDS: 'insufficient funds',
    EXPIRED_CARD: 'expired card',
    INCORRECT_CVC: 'wrong CVC',
    PROCESSING_ERROR: 'processing error',
    LOST_CARD: 'lost card',
    STOLEN_CARD: 'stolen card',
    AUTHENTICATION_FAILURE: 'authentication fails',
  },
  ja: {
    pays: '支払い成功',
    authenticate: '本人認証 (3DS)',
    GENERIC_DECLINE: '拒否',
    INSUFFICIENT_FUNDS: '残高不足',
    EXPIRED_CARD: '期限切れ',
    INCORRECT_CVC: 'セキュリティコード誤り',
    PROCESSING_ERROR: '処理エラー',
    LOST_CARD: '紛失カード',
    STOLEN_CARD: '盗難カード',
    AUTHENTICATION_FAILURE: '認証失敗',
  },
}

/** The list of cards that work here. The buttons need the page's script and stay hidden without it. */
export function TestCards({ text, language }: { text: Text; language: Language }) {
  return (
    <details class="test-cards">
      <summary>{text.testCards}</summary>
      <p class="small">{text.testCardsHint}</p>
      <ul>
        {TEST_CARDS.map((card) => {
          const number = grouped(card.number)
          return (
            <li key={card.number}>
              <span>
                <span class="digits">{number}</span>
                <span class="small">{describe(card, language)}</span>
              </span>
              <button
                class="quiet"
                type="button"
                data-card={number}
                aria-label={`${text.use} ${number}`}
                hidden
              >
                {text.use}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

function grouped(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ')
}

function describe({ atCheckout, later, country, origin }: TestCard, language: Language): string {
  const words = OUTCOMES[language]
  const laterOn = language === 'ja' ? '2回目以降' : 'later'
  const outcome =
    atCheckout === later ? words[atCheckout] : `${words[atCheckout]}, ${laterOn}: ${words[later]}`
  const mark = origin === 'emulator' ? ' *' : ''
  return `${outcome} · ${country}${mark}`
}
