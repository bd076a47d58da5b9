import 'server-only'
import { z } from 'zod'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { articleIdOf } from '@/features/workflow/endpoint.ts'
import { isInside } from '@/features/writing/policy.ts'
import { AppError } from '@/lib/errors.ts'
import { findDifference, listRevisions } from './data.ts'

type Context = { params: Promise<{ id: string }> }

const querySchema = z.object({
  from: z.coerce.number().int().positive().optional(),
  to: z.coerce.number().int().positive().optional(),
})

/** GET /api/admin/articles/:id/revisions: the versions; with ?from=&to= what differs between two of them. */
export const revisionsEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    const id = await articleIdOf(context)
    const article = await findSituation(id)
    if (!article) throw new AppError('not-found')
    if (!isInside(actor, article)) throw new AppError('forbidden')
    const { from, to } = querySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    if (from === undefined || to === undefined) return { revisions: await listRevisions(id) }
    const difference = await findDifference(id, from, to)
    if (!difference) throw new AppError('not-found')
    return { difference }
  })
