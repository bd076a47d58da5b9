/** What readers read today. No reader is known: addresses and counts. */
export type Today = {
  /** From midnight on; `label` is the hour on the clock. */
  hours: { at: number; label: number; count: number; isOver: boolean }[]
  total: number
  /** The day before, up to the same hour. */
  before: number
  top: { path: string; count: number; id: number | null; headline: string }[]
}
