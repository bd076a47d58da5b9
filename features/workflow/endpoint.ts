// What the buttons over an article ask the server.
import 'server-only'
import { z } from 'zod'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { AppError } from '@/lib/errors.ts'
import { commandSchema } from './schema.ts'
import { command, reviewOf, workflowOf } from './worker.ts'

type Context = { params: Promise<{ id: string }> }

/** The number in an address; one that is none names nothing. */
export async function articleIdOf({ params }: Context): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `article ${id}`)
  return Number(id)
}

const orderSchema = z.looseObject({ lockVersion: z.int().positive() })

/** GET /api/admin/articles/:id/commands: where it stands and what can be done. */
export const workflowEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) =>
    workflowOf(actor, await articleIdOf(context)),
  )

/** POST /api/admin/articles/:id/commands `{command, lockVersion, …}` */
export const commandEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: orderSchema }, async ({ actor, input }) => {
    const { lockVersion, ...order } = input
    return command(actor, await articleIdOf(context), lockVersion, commandSchema.parse(order))
  })

/** GET /api/admin/articles/:id/checks?at=: what would go out at a time (UTC milliseconds; now when not given). */
export const checksEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    const asked = z.coerce
      .number()
      .int()
      .positive()
      .catch(Date.now())
      .parse(new URL(request.url).searchParams.get('at') ?? Date.now())
    return reviewOf(actor, await articleIdOf(context), asked)
  })
