import type { ReactNode } from 'react'
import { BackToPlan } from '@/components/subscriptions/back-to-plan'
import { FocusHeading } from '@/components/ui/focus-heading'

type Props = { subscriptionId: string; locale: string; title: string; lead?: ReactNode; children: ReactNode }

/** A page of a subscription that is about one thing. */
export function NarrowScreen({ subscriptionId, locale, title, lead, children }: Props) {
  return (
    <div className="shell py-6 sm:py-10">
      <div className="mx-auto grid max-w-xl gap-8">
        <div className="grid gap-3">
          <BackToPlan subscriptionId={subscriptionId} locale={locale} />
          <FocusHeading className="text-xl">{title}</FocusHeading>
          {lead ? <div className="grid gap-2 text-muted">{lead}</div> : null}
        </div>
        {children}
      </div>
    </div>
  )
}
