import type { ReactNode } from 'react'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Icon, type IconName } from '@/components/ui/icon'

export type StateTone = 'calm' | 'success' | 'danger'

const chips: Record<StateTone, string> = {
  calm: 'bg-accent-soft text-accent',
  success: 'bg-success-soft text-success',
  danger: 'bg-danger-soft text-danger',
}

type Props = {
  icon: IconName
  tone?: StateTone
  title: ReactNode
  /** Tells two titles apart where they are more than a text. */
  titleKey?: string
  /** What happened and what it means, in sentences. */
  body: ReactNode
  /** The thing it is about. */
  children?: ReactNode
  actions?: ReactNode
}

/** One state of an order or offer: what happened, what it means, and the ways on. */
export function StateScreen({ icon, tone = 'calm', title, titleKey, body, children, actions }: Props) {
  return (
    <div className="shell py-10 sm:py-16">
      <div className="mx-auto grid max-w-xl gap-6">
        <span className={`grid size-12 place-items-center rounded-full ${chips[tone]}`}>
          <Icon name={icon} className={icon === 'spinner' ? 'spin size-6' : 'size-6'} />
        </span>
        <FocusHeading key={titleKey ?? String(title)} className="text-xl">
          {title}
        </FocusHeading>
        <div role={tone === 'danger' ? 'alert' : 'status'} className="grid gap-3 text-muted">
          {body}
        </div>
        {children}
        {actions ? <div className="grid gap-2.5 pt-2 sm:grid-flow-col sm:auto-cols-fr">{actions}</div> : null}
      </div>
    </div>
  )
}
