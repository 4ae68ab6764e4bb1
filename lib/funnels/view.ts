import type { Definition, FunnelPlacement } from './definition'

export type FunnelState = 'draft' | 'published' | 'retired'

/** One version as the editor sees it. `definition` is null where what is stored can no longer be read. */
export type VersionView = {
  id: string
  funnelId: string
  number: number
  state: FunnelState
  /** Sent back with every save of a draft: whoever has an older one is told. */
  revision: number
  definition: Definition | null
  editedBy: string | null
  editedAt: Date
  publishedBy: string | null
  publishedAt: Date | null
  retiredAt: Date | null
}

export type FunnelView = {
  id: string
  key: string
  placement: FunnelPlacement
  active: boolean
  draft: VersionView | null
  published: VersionView | null
  /** All versions, newest first, without their content. */
  history: Omit<VersionView, 'definition'>[]
}

/** One line of the list of funnels. */
export type FunnelSummary = {
  id: string
  key: string
  placement: FunnelPlacement
  active: boolean
  priority: number | null
  offers: number
  draft: Pick<VersionView, 'id' | 'number' | 'editedBy' | 'editedAt'> | null
  published: Pick<VersionView, 'id' | 'number' | 'publishedBy' | 'publishedAt'> | null
}
