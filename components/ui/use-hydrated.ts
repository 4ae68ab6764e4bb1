'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** True once scripts run on the page: for what makes no sense without them. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
