// What the page of an issue asks the server: the answers of app/api/admin/newsletter.
import 'server-only'
import { json, runEndpoint } from '@/features/accounts/endpoint.ts'
import { AppError } from '@/lib/errors.ts'
import { findIssue, shownContent } from './data.ts'
import { previewOf, readView } from './loaders.ts'
import { saveIssueSchema } from './schema.ts'
import { changeIssue, checkLinks } from './worker.ts'

const permission = 'newsletter:send' as const
type Context = { params: Promise<{ id: string }> }

/** The number in an address; one that is none names nothing. */
async function idOf({ params }: Context): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `issue ${id}`)
  return Number(id)
}

/** `GET /api/admin/newsletter/:id`: the issue as it is stored, with what follows from it. */
export const currentEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async () => readView(await idOf(context)))

/** `PUT {lockVersion, change}`. 409 with what is stored now when somebody was faster. */
export const saveEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request, schema: saveIssueSchema }, async ({ actor, input, t }) => {
    const id = await idOf(context)
    try {
      await changeIssue(actor, id, input.lockVersion, input.change)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'stale-version') throw error
      const view = await readView(id)
      return json({ error: { code: error.code, message: t.errors[error.code], view } }, 409)
    }
    return readView(id)
  })

/** Links of a preview open beside it, and never in it. */
const beside = '<base target="_blank">'

/** The letter with its dark colours on, or off, whatever the computer prefers. */
const toned = (html: string, dark: boolean): string =>
  html.replace(/\(prefers-color-scheme:\s*dark\)/g, dark ? 'all' : 'not all')

/** `GET ?as=html|text&dark=1`: the letter as it would go out now. */
export const previewEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async () => {
    const issue = await findIssue(await idOf(context))
    if (!issue) throw new AppError('not-found')
    const { html, text } = previewOf(await shownContent(issue))
    const query = new URL(request.url).searchParams
    const asText = query.get('as') === 'text'
    const page = toned(html, query.get('dark') === '1').replace(/<head[^>]*>/, `$&${beside}`)
    return new Response(asText ? text : page, {
      headers: {
        'Content-Type': `text/${asText ? 'plain' : 'html'}; charset=utf-8`,
        'Cache-Control': 'no-store',
      },
    })
  })

/** `POST /api/admin/newsletter/:id/links`: where the links of its texts lead, followed now. */
export const linksEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async () => {
    const issue = await findIssue(await idOf(context))
    if (!issue) throw new AppError('not-found')
    return { links: await checkLinks(await shownContent(issue)) }
  })
