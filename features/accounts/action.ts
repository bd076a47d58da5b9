// What every form of the newsroom posts to, and every endpoint that scripts call: authorise, validate, work, answer.
// Expected failures come back as words; bugs are thrown.
import 'server-only'
import { z } from 'zod'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { type NewsroomWords, newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { type Actor, can, type Permission } from './policy.ts'
import { currentActor } from './session.ts'

/** Fields of a form as an object; a field that comes more than once is a list. React's own fields are left out. */
export function fieldsOf(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form.getAll(name)
    fields[name] = values.length > 1 || name.endsWith('[]') ? values : values[0]
  }
  return fields
}

/** The texts of a form, to show it again as it was. Passphrases and codes are not among them. */
function typedIn(input: unknown): Record<string, string> {
  if (typeof input !== 'object' || input === null) return {}
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !/password|code/i.test(entry[0]),
    ),
  )
}

/** The words for one refused field; a field without words of its own gets the general ones. */
function wordsOf(t: NewsroomWords, message: string): string {
  const known: Record<string, string> = t.errors
  return known[message] ?? t.errors['input-invalid']
}

/** What to say of an expected failure. */
export function messageFor({ code, facts }: AppError, t: NewsroomWords): string {
  return code === 'too-many-attempts' && typeof facts.seconds === 'number'
    ? t.accounts.tooMany(facts.seconds)
    : t.errors[code]
}

/** A failure that the user can mend, as a form's answer. Anything else is thrown on. */
export function refusal(error: unknown, t: NewsroomWords, input: unknown): ActionState<never> {
  const values = typedIn(input)
  if (error instanceof z.ZodError) {
    const fields = Object.fromEntries(
      error.issues.map((issue) => [String(issue.path[0] ?? ''), wordsOf(t, issue.message)]),
    )
    return { status: 'refused', code: 'input-invalid', message: t.errors['input-invalid'], fields, values }
  }
  if (error instanceof AppError)
    return { status: 'refused', code: error.code, message: messageFor(error, t), fields: {}, values }
  throw error
}

export type ActionInput<S extends z.ZodType> = {
  /** Null: whoever is signed in. */
  permission: Permission | null
  /** Also for those who must add a second factor first: what they need for that. */
  enrolling?: true
  schema: S
  form: unknown
}
export type ActionContext<S extends z.ZodType> = { actor: Actor; input: z.output<S>; t: NewsroomWords }

/** Runs what a form asks for. What `work` throws as AppError or ZodError becomes the form's answer. */
export async function runAction<S extends z.ZodType, T>(
  { permission, enrolling, schema, form }: ActionInput<S>,
  work: (context: ActionContext<S>) => Promise<T>,
): Promise<ActionState<T>> {
  const t = newsroomWords((await loadPublication()).language)
  const input = form instanceof FormData ? fieldsOf(form) : form
  try {
    const actor = await currentActor()
    if (!actor) throw new AppError('signed-out')
    if (actor.enrolling && !enrolling) throw new AppError('forbidden', 'a second factor comes first')
    if (permission && !can(actor, permission)) throw new AppError('forbidden', permission)
    return { status: 'done', data: await work({ actor, input: schema.parse(input), t }) }
  } catch (error) {
    return refusal(error, t, input)
  }
}
