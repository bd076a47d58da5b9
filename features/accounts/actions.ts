'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { loadPublication } from '@/features/settings/loaders.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { fieldsOf, refusal } from './action.ts'
import { acceptInvitation, askReset, resetPassword } from './links.ts'
import { currentActor, endSession, requestOrigin, startSession } from './session.ts'
import { setUp, signIn } from './sign-in.ts'

const text = z.string().max(1000).default('')
const signInInput = z.object({ email: text, password: text, next: text })
const setUpInput = z.object({ token: text, email: text, name: text, password: text })
const linkInput = z.object({ token: text, password: text })
const resetInput = z.object({ email: text })

/** Where to go after signing in: a page of the newsroom, never another site. */
const destination = (next: string): string =>
  /^\/admin(?:[/?#][\w/?=&%.#-]*)?$/.test(next) ? next : '/admin'

/** Runs what a form in front of the door asks for; nobody is signed in yet. Returns why it was refused, or null. */
async function atTheDoor<S extends z.ZodType>(
  schema: S,
  form: FormData,
  work: (input: z.output<S>) => Promise<void>,
): Promise<ActionState<never> | null> {
  const input = fieldsOf(form)
  const t = newsroomWords((await loadPublication()).language)
  try {
    await work(schema.parse(input))
    return null
  } catch (error) {
    return refusal(error, t, input)
  }
}

export async function signInAction(_before: ActionState, form: FormData): Promise<ActionState> {
  let next = '/admin'
  const refused = await atTheDoor(signInInput, form, async ({ email, password, next: wanted }) => {
    next = destination(wanted)
    const { address } = await requestOrigin()
    await startSession(await signIn(email, password, address))
  })
  if (refused) return refused
  redirect(next)
}

/** Makes the first administrator, with the secret of the link that was printed at the start, and signs them in. */
export async function setUpAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await atTheDoor(setUpInput, form, async (input) => startSession(await setUp(input)))
  if (refused) return refused
  redirect('/admin')
}

/** Takes an invitation up and signs the person in. */
export async function acceptInvitationAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await atTheDoor(linkInput, form, async ({ token, password }) =>
    startSession(await acceptInvitation(token, password)),
  )
  if (refused) return refused
  redirect('/admin')
}

/** Somebody wants a link for a new passphrase. */
export async function askResetAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await atTheDoor(resetInput, form, async ({ email }) =>
    askReset(email, (await requestOrigin()).address),
  )
  return refused ?? { status: 'done', data: undefined }
}

export async function resetPasswordAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await atTheDoor(linkInput, form, async ({ token, password }) =>
    resetPassword(token, password, (await requestOrigin()).address),
  )
  if (refused) return refused
  redirect('/admin/login?reset=done')
}

export async function signOutAction(): Promise<void> {
  const actor = await currentActor()
  if (actor) await endSession(actor)
  redirect('/admin/login')
}
