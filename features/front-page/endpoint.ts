// What the front page's editor asks for: the answers of app/api/admin/front-page.
import 'server-only'
import { json, runEndpoint } from '@/features/accounts/endpoint.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { readDesk, searchPieces } from './loaders.ts'
import { addScheduled, changeScheduled, putFrontPage, removeScheduled } from './mutations.ts'
import { cancelSchema, rescheduleSchema, scheduleSchema, setSchema } from './schema.ts'

const permission = 'front_page:edit' as const

const idOf = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new AppError('not-found')
  return Number(text)
}

/** Somebody was faster: what is there now comes with the refusal, so that both can be brought together. */
async function orCurrent(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stale-version') throw error
    const t = newsroomWords((await loadPublication()).language)
    const refused = { code: error.code, message: t.errors[error.code], desk: await readDesk() }
    return json({ error: refused }, 409)
  }
}

/** `GET`: the front page in force, those to come and before, and what they are made of. */
export const showDesk = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request }, () => readDesk())

/** `PUT {layout, base}`: in force at once. 409 with what is there now when somebody was faster. */
export const setPage = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request, schema: setSchema }, ({ actor, input }) =>
    orCurrent(async () => {
      await putFrontPage(actor, input)
      return readDesk()
    }),
  )

/** `POST {layout, at}`: takes effect by itself. */
export const schedulePage = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request, schema: scheduleSchema }, async ({ actor, input }) => {
    await addScheduled(actor, input)
    return json(await readDesk(), 201)
  })

/** `PUT {layout, at, lockVersion}`: changes one that waits. */
export const reschedulePage = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission, request, schema: rescheduleSchema }, ({ actor, input }) =>
    orCurrent(async () => {
      await changeScheduled(actor, { id: idOf(id), ...input })
      return readDesk()
    }),
  )

/** `DELETE {lockVersion}`: takes one back that waits. */
export const cancelPage = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission, request, schema: cancelSchema }, ({ actor, input }) =>
    orCurrent(async () => {
      await removeScheduled(actor, idOf(id), input.lockVersion)
      return readDesk()
    }),
  )

/** `GET ?q=&section=&page=`: pieces to choose from. */
export const findPieces = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request }, async () => {
    const query = new URL(request.url).searchParams
    const section = Number(query.get('section') || Number.NaN)
    const page = Math.min(50, Math.max(0, Number(query.get('page')) || 0))
    return {
      pieces: await searchPieces(
        (query.get('q') ?? '').slice(0, 200),
        Number.isSafeInteger(section) ? section : null,
        Math.floor(page),
      ),
    }
  })
