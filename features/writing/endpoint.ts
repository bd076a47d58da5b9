// What the page of an article asks the server: the answers of app/api/admin/articles.
import 'server-only'
import { json, runEndpoint } from '@/features/accounts/endpoint.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import { currentOf, findChoices, findWorking } from './data.ts'
import { findsOf, mayRead } from './policy.ts'
import { choicesSchema, createSchema, newTopicSchema, presenceSchema, saveSchema } from './schema.ts'
import { addTopic, beat, begin, save } from './worker.ts'

type Context = { params: Promise<{ id: string }> }

/** The number in an address; one that is none names nothing. */
async function idOf({ params }: Context): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `article ${id}`)
  return Number(id)
}

/** POST /api/admin/articles */
export const createEndpoint = (request: Request): Promise<Response> =>
  runEndpoint(
    { permission: 'article:create', request, schema: createSchema },
    async ({ actor, input, t }) => {
      const { language } = await loadPublication()
      return json({ id: await begin(actor, { ...input, language }, t.writing.firstSection) }, 201)
    },
  )

/** GET /api/admin/articles/:id: the article as it is stored now. */
export const currentEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    const row = await findWorking(await idOf(context))
    if (!row) throw new AppError('not-found')
    if (!mayRead(actor, row)) throw new AppError('forbidden')
    return currentOf(row)
  })

/** PUT /api/admin/articles/:id. 409 carries what is stored now, beside the error. */
export const saveEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: saveSchema }, async ({ actor, input, t }) => {
    const id = await idOf(context)
    const session = input.session ?? actor.session.slice(0, 64)
    try {
      return await save(actor, { ...input, session, id })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'stale-version')
        return json({ error: { code: error.code, message: t.errors[error.code] }, ...error.facts }, 409)
      const { reason } = error.facts as { reason?: keyof typeof t.writing.obstacles }
      if (error.code !== 'forbidden' || !reason) throw error
      return json({ error: { code: error.code, message: t.writing.obstacles[reason], reason } }, 403)
    }
  })

/** POST /api/admin/articles/:id/presence */
export const presenceEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: presenceSchema }, async ({ actor, input }) => {
    const id = await idOf(context)
    return beat(actor, { ...input, id })
  })

/** GET /api/admin/articles/choices?kind=&q= */
export const choicesEndpoint = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'article:edit_own', request }, async ({ actor }) => {
    const { kind, q } = choicesSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    return { choices: await findChoices(kind, q.trim(), findsOf(actor)) }
  })

/** POST /api/admin/articles/choices: a topic that is not there yet. */
export const newTopicEndpoint = (request: Request): Promise<Response> =>
  runEndpoint(
    { permission: 'article:edit_own', request, schema: newTopicSchema },
    async ({ actor, input }) => {
      return json({ choice: await addTopic(actor, input.name) }, 201)
    },
  )
