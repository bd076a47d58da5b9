// What the page of an issue that goes out asks the server: answers of app/api/admin/newsletter and deliveries.csv.
import 'server-only'
import { z } from 'zod'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { AppError } from '@/lib/errors.ts'
import { progressOf } from './data.ts'
import { logFile } from './loaders.ts'
import { noteExport } from './mutations.ts'
import { shownStates } from './schema.ts'

const permission = 'newsletter:send' as const
type Context = { params: Promise<{ id: string }> }

/** The number in an address; one that is none names nothing. */
async function idOf({ params }: Context): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `issue ${id}`)
  return Number(id)
}

/** `GET /api/admin/newsletter/:id/progress` */
export const progressEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async () => {
    const progress = await progressOf(await idOf(context))
    if (!progress) throw new AppError('not-found')
    return progress
  })

const fileSchema = z.object({
  issue: z.coerce.number().int().positive(),
  state: z.enum(shownStates).optional(),
})

/** `GET /api/admin/deliveries.csv?issue=&state=`: the log of an issue as a file. It holds addresses. */
export const logFileEndpoint = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'subscribers:manage', request }, async ({ actor, t }) => {
    const { issue, state } = fileSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    const states = state ? [state] : shownStates
    await noteExport(actor, issue, states)
    return new Response(logFile(issue, states, t.sending), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="newsletter-${issue}${state ? `-${state}` : ''}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  })
