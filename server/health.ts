import type { ServerResponse } from 'node:http'
import { countOverdue } from '@/features/workflow/data.ts'
import type { shared } from './shared.ts'

/** Says whether this process can serve, and how much it remembers: 200, or 503 when the database cannot be read. */
export async function health(
  res: ServerResponse,
  { clock, data, pages }: ReturnType<typeof shared>,
): Promise<void> {
  const ok = clock.healthy
  // Null when it cannot be said: the database is the reason, and that stands beside it.
  const overdue = await countOverdue().catch(() => null)
  const body = JSON.stringify({
    status: ok ? 'ok' : 'database unreadable',
    overdue,
    seq: clock.seq,
    pages: pages.size,
    pageBytes: pages.bytes,
    results: data.size,
    resultBytes: data.bytes,
  })
  res.writeHead(ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(body)
}
