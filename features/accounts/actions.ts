'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { loadPublication } from '@/features/settings/loaders.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { fieldsOf, refusal } from './action.ts'
import { currentActor, endSession, startSession } from './session.ts'
import { setUp, signIn } from './sign-in.ts'

const text = z.string().max(1000).default('')
const signInInput = z.object({ email: text, password: text, next: text })
const setUpInput = z.object({ token: text, email: text, name: text, password: text })

/** Where to go after signing in: a page of the newsroom, never another site. */
const destination = (next: string): string =>
  /^\/admin(?:[/?#][\w/?=&%.#-]*)?$/.test(next) ? next : '/admin'

export async function signInAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const input = fieldsOf(form)
  const t = newsroomWords((await loadPublication()).language)
  let next: string
  try {
    const { email, password, next: wanted } = signInInput.parse(input)
    next = destination(wanted)
    await startSession(await signIn(email, password))
  } catch (error) {
    return refusal(error, t, input)
  }
  redirect(next)
}

/** Makes the first administrator, with the secret of the link that was printed at the start, and signs them in. */
export async function setUpAction(_before: ActionState, form: FormData): Promise<ActionState> {
  const input = fieldsOf(form)
  const t = newsroomWords((await loadPublication()).language)
  try {
    await startSession(await setUp(setUpInput.parse(input)))
  } catch (error) {
    return refusal(error, t, input)
  }
  redirect('/admin')
}

export async function signOutAction(): Promise<void> {
  const actor = await currentActor()
  if (actor) await endSession(actor)
  redirect('/admin/login')
}
