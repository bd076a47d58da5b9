// The wrapper of route handlers under /api/admin: as action.ts, in JSON.
import 'server-only'
import { z } from 'zod'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError, type ErrorCode, errorId } from '@/lib/errors.ts'
import { type NewsroomWords, newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { log } from '@/lib/log.ts'
import { type Actor, can, type Permission } from './policy.ts'
import { currentActor } from './session.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'stale-version': 409,
  'path-taken': 409,
  'wrong-state': 409,
  'four-eyes': 403,
  'embargo-kept': 403,
  'email-taken': 409,
  'picture-used': 409,
  'picture-heavy': 413,
  'picture-pixels': 413,
  'picture-unsupported': 415,
  'picture-gif': 415,
  'picture-svg': 415,
  'picture-heic': 415,
  'picture-avif': 415,
  'picture-tiff': 415,
  'picture-pdf': 415,
  'disk-full': 507,
  'too-many-attempts': 429,
}

/** Status of the answer to an expected failure: 422 unless the code has one of its own. */
export const statusOf = (code: ErrorCode): number => statuses[code] ?? 422

/** A JSON answer that nobody keeps. */
export const json = (value: unknown, status = 200): Response =>
  Response.json(value, { status, headers: { 'Cache-Control': 'no-store' } })

type EndpointInput<S extends z.ZodType> = {
  /** Null: whoever is signed in. */
  permission: Permission | null
  request: Request
  /** What the body, as JSON, must be. Without one the body is left to `work`. */
  schema?: S
}

/**
 * Answers a request of the newsroom's scripts. `work` returns a Response, or a value that becomes JSON. Failures are
 * `{error: {code, message, …facts}}`: 401 nobody is signed in, 403, 404, 409 somebody was faster, 422 and others.
 */
export async function runEndpoint<S extends z.ZodType = z.ZodUnknown>(
  { permission, request, schema }: EndpointInput<S>,
  work: (context: { actor: Actor; input: z.output<S>; t: NewsroomWords }) => Promise<unknown>,
): Promise<Response> {
  const t = newsroomWords((await loadPublication()).language)
  const refuse = (code: ErrorCode, facts: Record<string, unknown> = {}) =>
    json({ error: { code, message: t.errors[code], ...facts } }, statusOf(code))
  try {
    const actor = await currentActor()
    if (!actor) return refuse('signed-out')
    if (actor.enrolling || (permission && !can(actor, permission))) return refuse('forbidden')
    const body: unknown = schema ? await request.json().catch(() => undefined) : undefined
    const input = schema ? schema.parse(body) : (undefined as z.output<S>)
    const answer = await work({ actor, input, t })
    return answer instanceof Response ? answer : json(answer ?? {})
  } catch (error) {
    if (error instanceof AppError) return refuse(error.code, error.facts)
    if (error instanceof z.ZodError)
      return refuse('input-invalid', {
        issues: error.issues
          .slice(0, 20)
          .map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      })
    const id = errorId()
    log.error('endpoint failed', { id, url: request.url, error })
    return json({ error: { code: 'bug', message: t.bug(id), id } }, 500)
  }
}
