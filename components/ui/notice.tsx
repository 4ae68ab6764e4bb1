import type { ReactNode } from 'react'
import { Icon, type IconName } from '@/components/ui/icon'

type Tone = 'calm' | 'success' | 'danger'

const tones: Record<Tone, { box: string; icon: IconName }> = {
  calm: { box: 'bg-accent-soft', icon: 'info' },
  success: { box: 'bg-success-soft', icon: 'check' },
  danger: { box: 'bg-danger-soft', icon: 'alert' },
}

const inks: Record<Tone, string> = { calm: 'text-accent', success: 'text-success', danger: 'text-danger' }

/** A sentence that matters, set apart from the page. */
export function Notice({ tone = 'calm', children }: { tone?: Tone; children: ReactNode }) {
  const { box, icon } = tones[tone]
  return (
    <div className={`flex gap-3 rounded-md px-4 py-3 text-sm ${box}`}>
      <Icon name={icon} className={`mt-0.5 size-5 ${inks[tone]}`} />
      <div className="grow">{children}</div>
    </div>
  )
}
