'use client'

import { type ComponentType, useEffect, useState } from 'react'
import type { PollProps } from '@/components/ui/status-poller'

/** Follows a status until it leads somewhere. What does the asking is loaded only where somebody waits. */
export function StatusPoll(props: PollProps) {
  const [Poller, setPoller] = useState<ComponentType<PollProps> | null>(null)
  useEffect(() => {
    void import('@/components/ui/status-poller').then((module) => setPoller(() => module.StatusPoller))
  }, [])
  return (
    <p role="status" className="text-sm text-muted empty:hidden">
      {Poller ? <Poller {...props} /> : null}
    </p>
  )
}
