'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { paths } from '@/lib/paths'

type Action = 'buy' | 'current' | 'upgrade' | 'downgrade' | 'switch'
type Mine = { subscriptionId: string | null; actions: Record<string, Action> }

type Props = {
  slug: string
  locale: string
  words: Record<Exclude<Action, 'buy'> | 'manage', string>
  /** The button that buys. */
  children: ReactNode
}

const nobody: Mine = { subscriptionId: null, actions: {} }
let asked: Promise<Mine> | null = null

// One question for all plans of the page.
const askOnce = (locale: string): Promise<Mine> => {
  asked ??= fetch(`/api/plans?locale=${locale}`, { cache: 'no-store' }).then(
    (response) => (response.ok ? response.json() : nobody),
    () => nobody,
  )
  return asked
}

/** Buying for everybody; for somebody with a plan the way to change it, or the word that this is the one. */
export function PlanAction({ slug, locale, words, children }: Props) {
  const [mine, setMine] = useState(nobody)
  useEffect(() => {
    void askOnce(locale).then(setMine)
    return () => {
      asked = null
    }
  }, [locale])
  const action = mine.actions[slug] ?? 'buy'
  if (!mine.subscriptionId || action === 'buy') return children
  if (action === 'current')
    return (
      <a href={paths.subscription(locale, mine.subscriptionId)} className={buttonStyle('secondary')}>
        {words.current}
        <span className="sr-only">. {words.manage}</span>
      </a>
    )
  return (
    <a
      href={paths.changePlan(locale, mine.subscriptionId, `plan=${slug}`)}
      className={buttonStyle('primary')}
    >
      {words[action]}
    </a>
  )
}
