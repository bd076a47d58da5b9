'use server'

import { z } from 'zod'
import { type ActionInput, runAction } from '@/features/accounts/action.ts'
import { findPerson } from '@/features/accounts/data.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { findSender } from './data.ts'
import { makePrivateKey } from './dkim.ts'
import {
  bouncesForm,
  paceForm,
  relayForm,
  serverForm,
  signatureForm,
  withBounces,
  withPace,
  withServer,
} from './form.ts'
import { changeMail } from './mutations.ts'
import { sendTrial, type Trial, tryServer } from './worker.ts'

type State = ActionState<number>
const permission = 'settings:edit'

export async function saveServerAction(_before: State, form: FormData): Promise<State> {
  const options: ActionInput<typeof serverForm> = { permission, schema: serverForm, form }
  return runAction(options, ({ actor, input }) =>
    changeMail(actor, input.lockVersion, (before) => withServer(before, input)),
  )
}

export async function savePaceAction(_before: State, form: FormData): Promise<State> {
  const options: ActionInput<typeof paceForm> = { permission, schema: paceForm, form }
  return runAction(options, ({ actor, input }) =>
    changeMail(actor, input.lockVersion, (before) => withPace(before, input, Date.now())),
  )
}

export async function saveBouncesAction(_before: State, form: FormData): Promise<State> {
  const options: ActionInput<typeof bouncesForm> = { permission, schema: bouncesForm, form }
  return runAction(options, ({ actor, input }) =>
    changeMail(actor, input.lockVersion, (before) => withBounces(before, input)),
  )
}

/** Makes a key and signs with it from now on. */
export async function makeKeyAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: signatureForm, form }, async ({ actor, input }) => {
    const { domain, selector, lockVersion } = input
    const privateKey = await makePrivateKey()
    return changeMail(actor, lockVersion, (before) => ({ ...before, dkim: { domain, selector, privateKey } }))
  })
}

export async function deleteKeyAction(lockVersion: unknown): Promise<State> {
  return runAction({ permission, schema: z.int().nonnegative(), form: lockVersion }, ({ actor, input }) =>
    changeMail(actor, input, (before) => ({ ...before, dkim: null })),
  )
}

export async function saveRelayAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: relayForm, form }, ({ actor, input }) =>
    changeMail(actor, input.lockVersion, (before) => ({ ...before, relaySelector: input.relaySelector })),
  )
}

/** Connects to the mail server that is in force, and sends nothing. */
export async function tryServerAction(): Promise<ActionState<Trial>> {
  return runAction({ permission, schema: z.undefined(), form: undefined }, async () =>
    tryServer(await findSender()),
  )
}

/** Sends a message to whoever is signed in. */
export async function trySendingAction(): Promise<ActionState<Trial>> {
  return runAction({ permission, schema: z.undefined(), form: undefined }, async ({ actor, t }) => {
    const person = await findPerson(actor.id ?? 0)
    if (!person) throw new AppError('not-found')
    const { name } = await loadPublication()
    const text = t.mailSettings.trialMessage(name)
    return sendTrial(await findSender(), {
      to: person.email,
      subject: t.mailSettings.trialSubject(name),
      text,
    })
  })
}
