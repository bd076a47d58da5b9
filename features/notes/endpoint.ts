// What the notes beside an article ask the server. Each answer is the whole talk as it stands.
import 'server-only'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { articleIdOf } from '@/features/workflow/endpoint.ts'
import { isInside } from '@/features/writing/policy.ts'
import { AppError } from '@/lib/errors.ts'
import { listNotes } from './data.ts'
import { mayNote } from './policy.ts'
import { newNoteSchema, resolveNoteSchema } from './schema.ts'
import { note, settle } from './worker.ts'

type Context = { params: Promise<{ id: string }> }
type NoteContext = { params: Promise<{ id: string; note: string }> }

/** GET /api/admin/articles/:id/notes */
export const notesEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    const id = await articleIdOf(context)
    const article = await findSituation(id)
    if (!article) throw new AppError('not-found')
    if (!isInside(actor, article)) throw new AppError('forbidden')
    return { notes: await listNotes(id), mayNote: mayNote(actor, article) }
  })

/** POST /api/admin/articles/:id/notes `{text, anchor?, parentId?}` */
export const newNoteEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: newNoteSchema }, async ({ actor, input }) => ({
    notes: await note(actor, await articleIdOf(context), input),
    mayNote: true,
  }))

/** PATCH /api/admin/articles/:id/notes/:note `{resolved}` */
export const resolveNoteEndpoint = (request: Request, context: NoteContext): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: resolveNoteSchema }, async ({ actor, input }) => {
    const { note: address } = await context.params
    if (!/^[1-9]\d{0,14}$/.test(address)) throw new AppError('not-found')
    const notes = await settle(actor, await articleIdOf(context), Number(address), input.resolved)
    return { notes, mayNote: true }
  })
