'use client'

import { useTranslations } from 'next-intl'
import { Mark, Panel } from '@/components/admin/panel'
import type { Problem } from '@/lib/funnels/problem'

type Props = { problems: Problem[]; stale: boolean; onOpen: (step: string) => void }

/** What stands against publishing, each with the way to mend it. */
export function ProblemList({ problems, stale, onOpen }: Props) {
  const t = useTranslations('funnels.editor')
  return (
    <Panel
      title={t('checks')}
      aside={stale ? <p className="text-xs text-muted">{t('checksOld')}</p> : undefined}
    >
      {problems.length === 0 ? <p className="text-sm text-success">{t('checksGood')}</p> : null}
      <ul className="grid gap-2 text-sm">
        {problems.map((problem) => {
          const { step, field } = problem.at
          return (
            <li key={JSON.stringify(problem)} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <Mark tone={problem.severity === 'error' ? 'bad' : 'busy'}>
                {t(`severity.${problem.severity}`)}
              </Mark>
              <ProblemText problem={problem} />
              {step ? (
                <a href={`#${field}`} onClick={() => onOpen(step)} className="link min-h-6">
                  {t('mend', { step })}
                </a>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function ProblemText({ problem }: { problem: Problem }) {
  const t = useTranslations('funnels.editor')
  const say = useTranslations('funnels.editor.problem')
  switch (problem.code) {
    case 'missing_text':
      return say('missing_text', {
        text: t(`text.${problem.text}`),
        language: t(`language.${known(problem.locale)}`),
      })
    case 'missing_legal':
      return say('missing_legal', {
        line: t(`line.${problem.line}`),
        language: t(`language.${known(problem.locale)}`),
        market: problem.market,
        source: problem.source,
      })
    case 'missing_currency':
      return say('missing_currency', { currency: problem.currency, has: problem.has })
    case 'deadline_too_short':
      return say('deadline_too_short', { minutes: problem.minutes, least: problem.least })
    case 'deadline_too_long':
      return say('deadline_too_long', { minutes: problem.minutes, most: problem.most })
    case 'unknown_step':
      return say('unknown_step', { step: problem.step })
    case 'other_product':
      return say('other_product', { sells: problem.sells })
    case 'other_placement':
      return say('other_placement', { placement: problem.placement })
    case 'unknown_in_rule':
      return say('unknown_in_rule', { slug: problem.slug })
    case 'offered_twice':
      return say('offered_twice', { product: problem.product })
    case 'bad_discount':
    case 'discount_on_plan':
      return say(problem.code, { discount: problem.discount })
    default:
      return say(problem.code)
  }
}

const known = (locale: string) => (locale === 'ja' ? 'ja' : 'en')
