// What the newsroom's scripts ask about pictures: the answers of app/api/admin/media.
import 'server-only'
import { json, runEndpoint } from '@/features/accounts/endpoint.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { findsOf } from '@/features/writing/policy.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { fetchPublic } from '@/lib/public-fetch.ts'
import { findItem, listLibrary, listUses } from './data.ts'
import { receive } from './files.ts'
import { largestFile } from './formats.ts'
import { mayDelete, mayEdit, maySee } from './policy.ts'
import {
  fetchSchema,
  libraryQuerySchema,
  type MediaItem,
  mediaPatchSchema,
  type UploadedItem,
} from './schema.ts'
import { changePicture, deletePicture, previewOf, takeIncoming } from './worker.ts'

const forbid = () => {
  throw new AppError('forbidden')
}

/** The picture that an address names; an id that is none names nothing. */
async function itemAt(id: string): Promise<MediaItem> {
  const item = /^[1-9]\d{0,14}$/.test(id) ? await findItem(Number(id)) : null
  if (!item) throw new AppError('not-found', `picture ${id}`)
  return item
}

/** GET /api/admin/media?q=&filter=&page= */
export const listPictures = (request: Request): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    if (!maySee(actor)) forbid()
    const { searchParams } = new URL(request.url)
    const query = libraryQuerySchema.parse({
      q: searchParams.get('q') ?? '',
      filter: searchParams.get('filter'),
      page: searchParams.get('page'),
    })
    return listLibrary(query, actor.id)
  })

/** POST /api/admin/media: the body is the file, its name is in `x-file-name`, percent-encoded. 201, or 200 when it was here. */
export const uploadPicture = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'media:upload', request }, async ({ actor }) => {
    const length = request.headers.get('content-length')
    if (length !== null && Number(length) > largestFile)
      throw new AppError('picture-heavy', `${length} bytes`)
    if (!request.body) throw new AppError('picture-empty')
    return takeIn(request.body, nameOf(request.headers.get('x-file-name')), actor, length)
  })

async function takeIn(
  body: AsyncIterable<Uint8Array>,
  name: string,
  actor: Actor,
  length: string | null,
): Promise<Response> {
  const incoming = await receive(body)
  try {
    if (length !== null && incoming.bytes !== Number(length))
      throw new AppError('upload-broken', `${incoming.bytes} of ${length} bytes`)
    const { id, created } = await takeIncoming(incoming, { name }, actor)
    const item = await itemAt(String(id))
    return json({ ...item, existing: !created } satisfies UploadedItem, created ? 201 : 200)
  } finally {
    await incoming.remove()
  }
}

const longestName = 200

/** A file's name as people see it: without folders, control characters and ending. It never becomes a path. */
function nameOf(header: string | null): string {
  let name = header ?? ''
  try {
    name = decodeURIComponent(name)
  } catch {
    // a name that is not encoded is taken as it is
  }
  return name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\p{C}]+/gu, ' ')
    .trim()
    .slice(0, longestName)
}

const fetchLimit = { seconds: 30, accept: 'image/jpeg, image/png, image/webp' }

/** POST /api/admin/media/fetch {url}: takes a picture from a public address; one of our own is only found. */
export const fetchPicture = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'media:upload', request, schema: fetchSchema }, async ({ actor, input }) => {
    const own = ownPicture(input.url)
    if (own !== null) return { ...(await itemAt(own)), existing: true } satisfies UploadedItem
    const { url, body, close } = await fetchPublic(input.url, fetchLimit)
    try {
      return await takeIn(body, nameOf(new URL(url).pathname), actor, null)
    } finally {
      close()
    }
  })

function ownPicture(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname } = new URL(address)
  return readEnv().origins.includes(origin) ? (/^\/media\/(\d+)\//.exec(pathname)?.[1] ?? null) : null
}

/** GET /api/admin/media/ID */
export const showPicture = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    if (!maySee(actor)) forbid()
    const item = await itemAt(id)
    return {
      ...item,
      usedIn: await listUses(item.id, findsOf(actor)),
      can: { edit: mayEdit(actor, item), delete: mayDelete(actor) },
    }
  })

/** PATCH /api/admin/media/ID: the fields that change. */
export const patchPicture = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission: null, request, schema: mediaPatchSchema }, async ({ actor, input }) => {
    const item = await itemAt(id)
    if (!mayEdit(actor, item)) forbid()
    await changePicture(actor, item, input)
    return itemAt(id)
  })

/** DELETE /api/admin/media/ID: 409 with `uses` while something shows it. */
export const removePicture = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission: 'media:delete', request }, async ({ actor }) => {
    await deletePicture(actor, (await itemAt(id)).id)
  })

/** GET /api/admin/media/ID/preview: the picture for people of the newsroom, also while readers may not see it. */
export const previewPicture = (request: Request, id: string): Promise<Response> =>
  runEndpoint({ permission: null, request }, async ({ actor }) => {
    if (!maySee(actor) && !can(actor, 'article:create')) forbid()
    const bytes = await previewOf(await itemAt(id))
    return new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'no-store' },
    })
  })
