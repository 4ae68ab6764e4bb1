import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import type { Outcome } from '@/lib/funnels/edit-tree'

const LOOKS: Record<Outcome, { icon: IconName; ink: string }> = {
  accepted: { icon: 'check', ink: 'text-success' },
  declined: { icon: 'minus', ink: 'text-muted' },
  failed: { icon: 'alert', ink: 'text-danger' },
  expired: { icon: 'clock', ink: 'text-accent' },
}

/** How an offer ended, told by sign, colour and word. */
export function OutcomeLabel({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('builder.outcome')
  const { icon, ink } = LOOKS[outcome]
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap text-xs font-strong ${ink}`}>
      <Icon name={icon} className="size-4" />
      {t(outcome)}
    </span>
  )
}
