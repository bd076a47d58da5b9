import { z } from 'zod'

/** One line of the log. Times in UTC milliseconds. */
export type AuditRow = {
  id: number
  at: number
  event: string
  actorId: number | null
  actor: string
  address: string
  entity: string
  entityId: number | null
  articleId: number | null
  before: unknown
  after: unknown
  reason: string
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const number = z.string().regex(/^[1-9]\d{0,11}$/)

/** What the address of the page asks for. What makes no sense is left out, as if it had not been said. */
export const auditFilterSchema = z.object({
  /** Id of a person, or `system`. */
  who: z
    .union([number, z.literal('system')])
    .optional()
    .catch(undefined),
  event: z
    .string()
    .regex(/^[a-z_]{1,40}(?:\.[a-z_]{1,40})?$/)
    .optional()
    .catch(undefined),
  entity: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional()
    .catch(undefined),
  article: number.optional().catch(undefined),
  /** First and last day, in the publication's zone. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** Only lines with a smaller number: the next page. */
  before: number.optional().catch(undefined),
})
export type AuditFilter = z.output<typeof auditFilterSchema>

/** The address of a list with these filters. */
export function auditQuery(filter: AuditFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(given).toString()
  return query ? `?${query}` : ''
}
