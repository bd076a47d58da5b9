'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { hasFactor } from '@/features/second-factor/data.ts'
import {
  askForPasskey,
  checkCode,
  type PasskeyQuestion,
  passkeyOwner,
} from '@/features/second-factor/worker.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { fieldsOf, refusal } from './action.ts'
import { destination } from './destination.ts'
import { acceptInvitation, askReset, resetPassword } from './links.ts'
import {
  currentActor,
  dropTicket,
  endSession,
  holdTicket,
  requestOrigin,
  startSession,
  ticketHolder,
} from './session.ts'
import { provenById, setUp, signIn } from './sign-in.ts'

const text = z.string().max(1000).default('')
const signInInput = z.object({ email: text, password: text, next: text })
const setUpInput = z.object({ token: text, email: text, name: text, password: text })
const linkInput = z.object({ token: text, password: text })
const codeInput = z.object({ code: text })
const resetInput = z.object({ email: text })

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
    const person = await signIn(email, password, address)
    if (await hasFactor(person.id)) {
      await holdTicket(person.id, next)
      next = '/admin/second-factor'
    } else await startSession(person)
  })
  if (refused) return refused
  redirect(next)
}

/** The second step: a code of the authenticator app, or a recovery code. */
export async function secondFactorAction(_before: ActionState, form: FormData): Promise<ActionState> {
  let next = '/admin'
  const refused = await atTheDoor(codeInput, form, async ({ code }) => {
    const ticket = await ticketHolder()
    const person = ticket && (await provenById(ticket.personId))
    if (!person) throw new AppError('sign-in-over')
    next = destination(ticket.next)
    await checkCode(person, code, (await requestOrigin()).address, ticket.token)
    await dropTicket()
    await startSession(person)
  })
  if (refused) return refused
  redirect(next)
}

/** A question for a browser that has a passkey, whoever's it may be. */
export async function passkeyQuestionAction(): Promise<ActionState<PasskeyQuestion>> {
  const t = newsroomWords((await loadPublication()).language)
  try {
    return { status: 'done', data: await askForPasskey((await requestOrigin()).address) }
  } catch (error) {
    return refusal(error, t, {})
  }
}

/** Signs in whoever's passkey answered the question. Returns where to go. */
export async function passkeySignInAction(answer: unknown): Promise<ActionState<{ next: string }>> {
  const t = newsroomWords((await loadPublication()).language)
  try {
    const ticket = await ticketHolder()
    const person = await provenById(await passkeyOwner(answer, (await requestOrigin()).address))
    if (!person) throw new AppError('passkey-failed')
    await dropTicket()
    await startSession(person)
    return { status: 'done', data: { next: destination(ticket?.next ?? '') } }
  } catch (error) {
    return refusal(error, t, {})
  }
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
