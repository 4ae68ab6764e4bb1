'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { smallAction } from '@/components/admin/button-small'
import { ReplayResult } from '@/components/admin/funnels/replay-result'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/insight/format'
import { adminPaths } from '@/lib/merchants/paths'
import type { Replay } from '@/lib/replay/replay'
import { readReplayLines } from '@/lib/replay/replay-line'

type Progress = { done: number; of: number } | null
type State =
  | { at: 'start' }
  | { at: 'running'; progress: Progress }
  | { at: 'failed' }
  | { at: 'done'; result: Replay }

type Props = {
  version: string
  /** Names a version other than the newest in the address. */
  number: number | null
  /** What a run without scripts has answered. */
  before: Replay | null
}

/** The button that starts a replay, how far it is, and what came of it. */
export function ReplayRun({ version, number, before }: Props) {
  const t = useTranslations('builder.replay')
  const [state, setState] = useState<State>(before ? { at: 'done', result: before } : { at: 'start' })
  const running = state.at === 'running'
  const stop = useRef<AbortController>(null)
  useEffect(() => () => stop.current?.abort(), [])

  const run = async (event: FormEvent) => {
    event.preventDefault()
    if (running) return
    stop.current?.abort()
    stop.current = new AbortController()
    const { signal } = stop.current
    const show = (next: State) => !signal.aborted && setState(next)
    show({ at: 'running', progress: null })
    try {
      const answer = await fetch(adminPaths.replayRun(version), { signal, cache: 'no-store' })
      if (!answer.ok || !answer.body) return show({ at: 'failed' })
      await readReplayLines(answer.body, (line) => {
        if ('done' in line) show({ at: 'running', progress: line })
        else show('result' in line ? { at: 'done', result: line.result } : { at: 'failed' })
      })
    } catch {
      show({ at: 'failed' })
    }
  }

  return (
    <>
      <form onSubmit={run} className="grid justify-items-start gap-4">
        {number ? <input type="hidden" name="version" value={number} /> : null}
        <input type="hidden" name="run" value="now" />
        <p className="max-w-prose text-sm text-muted">{t('lead')}</p>
        <button type="submit" aria-disabled={running || undefined} className={smallAction}>
          {t(running ? 'running' : state.at === 'done' ? 'again' : 'start')}
        </button>
      </form>
      {running ? <Bar progress={state.progress} /> : null}
      <div role="status" className={state.at === 'failed' ? '' : 'sr-only'}>
        {state.at === 'failed' ? <Notice tone="danger">{t('failed')}</Notice> : null}
        {state.at === 'done' ? <p>{t('finished')}</p> : null}
      </div>
      {state.at === 'done' ? <ReplayResult result={state.result} /> : null}
    </>
  )
}

function Bar({ progress }: { progress: Progress }) {
  const t = useTranslations('builder.replay')
  const locale = useLocale()
  const written = progress && {
    done: formatCount(progress.done, locale),
    of: formatCount(progress.of, locale),
  }
  return (
    <label className="grid gap-2 text-sm">
      <span className="tabular-nums">{written ? t('progress', written) : t('counting')}</span>
      <progress
        max={Math.max(1, progress?.of ?? 1)}
        value={progress?.done}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-surface [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-accent"
      />
    </label>
  )
}
