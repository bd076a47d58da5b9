// What the newsroom's scripts send to be turned into text: the answer of app/api/admin/articles/docx.
import 'server-only'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { importDocx, wordLimits } from '@/features/articles/document/import-docx.ts'
import { takePicture } from '@/features/media/worker.ts'
import { findArticleIdAt } from '@/features/paths/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { log } from '@/lib/log.ts'

/**
 * POST /api/admin/articles/docx: the body is a Word file of at most 10 MB. `{ document, notices }`: a checked document,
 * and a sentence in the interface's language for each kind of thing that was not kept. Pictures go into the library.
 */
export const importWord = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'article:create', request }, async ({ actor, t }) => {
    const length = Number(request.headers.get('content-length') ?? 0)
    if (length > wordLimits.file) throw new AppError('word-too-large', `${length} bytes`)
    const { siteUrl, origins } = readEnv()
    const result = await importDocx(Buffer.from(await request.arrayBuffer()), {
      picture: (bytes, alt) => picture(bytes, alt, actor),
      article: findArticleIdAt,
      origins: [siteUrl, ...origins],
    })
    if (!result.ok) throw new AppError('word-unreadable', result.errors[0])
    return { document: result.document, notices: noticesOf(result.notices, t) }
  })

/** A picture that the library refuses is missing in the text, and the notice says so: the words are worth having. */
async function picture(
  bytes: Buffer,
  alt: string,
  actor: Actor,
): Promise<{ id: number; alt: string } | null> {
  if (!can(actor, 'media:upload')) return null
  try {
    return await takePicture(bytes, { alt }, actor)
  } catch (error) {
    if (!(error instanceof AppError)) log.error('picture of a Word file', { error })
    return null
  }
}

/** The importer's notices, counted by what they are about, in the user's words. */
function noticesOf(notices: string[], t: NewsroomWords): string[] {
  const { notice } = t.editor.word
  const count = (pattern: RegExp) => notices.filter((text) => pattern.test(text)).length
  const pictures = count(/^picture /)
  const links = count(/^link /)
  const others = notices.length - pictures - links
  return [
    ...(pictures > 0 ? [notice.pictures(pictures)] : []),
    ...(links > 0 ? [notice.links(links)] : []),
    ...(others > 0 ? [notice.others] : []),
  ]
}
