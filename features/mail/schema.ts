import { z } from 'zod'

/** A message in plain text. `until`, UTC milliseconds: when it is of no use any more, and is dropped. */
export const mailSchema = z.object({
  to: z.string().max(254),
  subject: z.string().max(300),
  text: z.string().max(20_000),
  until: z.number(),
  /** For messages that are named elsewhere; otherwise one is made. */
  messageId: z.string().max(200).optional(),
})
export type Mail = z.infer<typeof mailSchema>
