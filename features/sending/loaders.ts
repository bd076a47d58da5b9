import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { bouncesOf } from '@/features/bounces/data.ts'
import { findIssue } from '@/features/issues/data.ts'
import { csvLine } from '@/lib/csv.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { listDeliveries, progressOf } from './data.ts'
import { logFilterSchema, type ShownState, shownStates } from './schema.ts'

const pageLength = 100
/** Lines that are read at a time for the file. */
const chunk = 1_000

/** A page of the log of an issue: what became of each message. It holds addresses. */
export async function loadLog(text: string, query: Record<string, string | string[] | undefined>) {
  await loadNewsroom('subscribers:manage')
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
  const issue = await findIssue(id)
  if (!issue) notFound()
  const { state, after } = logFilterSchema.parse(query)
  const states = state ? [state] : shownStates
  const [rows, progress] = await Promise.all([
    listDeliveries(id, { states, after, limit: pageLength + 1 }),
    progressOf(id),
  ])
  const page = rows.slice(0, pageLength)
  return {
    issue: { id, subject: issue.subject, started: issue.startedAt !== null },
    state: state ?? null,
    isFirst: after === 0,
    rows: page,
    bounces: await bouncesOf(page.map((row) => row.id)),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
    progress,
  }
}
export type LogData = Awaited<ReturnType<typeof loadLog>>

/**
 * The log of an issue as comma-separated values, however long: read as fast as it is taken. Whoever calls it has checked the
 * permission.
 */
export function logFile(
  issueId: number,
  states: readonly ShownState[],
  t: NewsroomWords['sending'],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const { email, state, attempts, code, answer, server, at, back } = t.columns
  let after = 0
  return new ReadableStream({
    start(controller) {
      // The mark tells spreadsheets that it is UTF-8.
      const head = csvLine([email, state, attempts, code, answer, server, at, back])
      controller.enqueue(encoder.encode(`\uFEFF${head}`))
    },
    async pull(controller) {
      const rows = await listDeliveries(issueId, { states, after, limit: chunk })
      const bounces = await bouncesOf(rows.map(({ id }) => id))
      const lines = rows.map((row) =>
        csvLine([
          row.email,
          t.one[row.state],
          row.attempt,
          row.code,
          row.text,
          row.serverId,
          row.at === null ? '' : new Date(row.at).toISOString(),
          (bounces[row.id] ?? [])
            .map(({ kind, status, at }) =>
              [new Date(at).toISOString(), t.cameBack[kind], status].join(' ').trim(),
            )
            .join(' | '),
        ]),
      )
      if (rows.length > 0) controller.enqueue(encoder.encode(lines.join('')))
      after = rows.at(-1)?.id ?? after
      if (rows.length < chunk) controller.close()
    },
  })
}
