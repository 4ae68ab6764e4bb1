import { useTranslations } from 'next-intl'
import { Mark } from '@/components/admin/panel'

const TONES = { draft: 'busy', edited: 'busy', published: 'good', retired: 'calm', off: 'calm' } as const

/** How a funnel or one of its versions stands, in a word. */
export function StateMark({ state }: { state: keyof typeof TONES }) {
  const t = useTranslations('builder.state')
  return <Mark tone={TONES[state]}>{t(state)}</Mark>
}
