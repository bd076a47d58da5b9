// What scripts of the newsroom ask for links to previews.
import 'server-only'
import { json, runEndpoint } from '@/features/accounts/endpoint.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { findEntrusted, listPreviews } from './data.ts'
import { addPreview, removePreview } from './mutations.ts'
import { mayPreviewArticle, mayPreviewSite } from './policy.ts'
import { createPreviewSchema, previewPath } from './schema.ts'

/** `GET ?article=ID`: the active links of an article; without it those of the site. */
export function listLinks(request: Request): Promise<Response> {
  return runEndpoint({ permission: null, request }, async ({ actor }) => {
    const asked = new URL(request.url).searchParams.get('article')
    if (asked === null) {
      if (!mayPreviewSite(actor)) throw new AppError('forbidden')
      return { links: await listPreviews(null, Date.now()) }
    }
    const id = Number(asked)
    const article = Number.isSafeInteger(id) ? await findEntrusted(id) : null
    if (!article) throw new AppError('not-found')
    if (!mayPreviewArticle(actor, article)) throw new AppError('forbidden')
    return { links: await listPreviews(id, Date.now()) }
  })
}

/** `POST`: a new link. Answers 201 with its address, which is shown this once. */
export function createLink(request: Request): Promise<Response> {
  return runEndpoint({ permission: null, request, schema: createPreviewSchema }, async ({ actor, input }) => {
    const { label, life } = input
    const scene =
      'articleId' in input
        ? { articleId: input.articleId, revisionId: input.revisionId, at: null, layout: null }
        : { articleId: null, revisionId: null, at: input.at, layout: input.layout }
    const { token, id } = await addPreview(actor, { ...scene, label, life })
    return json({ id, url: readEnv().siteUrl + previewPath(token) }, 201)
  })
}

/** `DELETE`: the link opens nothing any more. */
export function revokeLink(request: Request, id: string): Promise<Response> {
  return runEndpoint({ permission: null, request }, async ({ actor }) => {
    await removePreview(actor, id)
    return {}
  })
}
