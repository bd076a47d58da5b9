import type { Snapshot } from '@/features/articles/schema.ts'
import type { Desk } from '../schema.ts'

/** What every part of the side panel gets. */
export type PanelProps = {
  desk: Desk
  snapshot: Snapshot
  readOnly: boolean
  onEdit(change: Partial<Snapshot>): void
}
