'use server'

import { type ActionInput, runAction } from '@/features/accounts/action.ts'
import { checkDocument, documentVersion } from '@/features/articles/document/schema.ts'
import { AppError } from '@/lib/errors.ts'
import type { ActionState } from '@/lib/form-state.ts'
import {
  aboutForm,
  legalForm,
  lookForm,
  newsletterForm,
  newsroomForm,
  newsroomFrom,
  publicationForm,
  supportForm,
} from './form.ts'
import { changeNewsroom, changePublication } from './mutations.ts'

type State = ActionState<number>
const permission = 'settings:edit'

export async function savePublicationAction(_before: State, form: FormData): Promise<State> {
  return runAction(
    { permission, schema: publicationForm, form },
    ({ actor, input: { updatedAt, ...part } }) => changePublication(actor, updatedAt, part),
  )
}

export async function saveLookAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: lookForm, form }, ({ actor, input: { updatedAt, ...part } }) =>
    changePublication(actor, updatedAt, part),
  )
}

export async function saveSupportAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: supportForm, form }, ({ actor, input: { updatedAt, ...support } }) =>
    changePublication(actor, updatedAt, { support }),
  )
}

export async function saveNewsletterAction(_before: State, form: FormData): Promise<State> {
  return runAction(
    { permission, schema: newsletterForm, form },
    ({ actor, input: { updatedAt, ...newsletter } }) => changePublication(actor, updatedAt, { newsletter }),
  )
}

export async function saveLegalAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: legalForm, form }, ({ actor, input: { updatedAt, ...legal } }) =>
    changePublication(actor, updatedAt, { legal }),
  )
}

export async function saveAboutAction(_before: State, form: FormData): Promise<State> {
  return runAction({ permission, schema: aboutForm, form }, ({ actor, input }) => {
    const body = checkDocument(parsed(input.document))
    if (!body.ok) throw new AppError('document-invalid', body.errors.join('; '))
    const about = { version: documentVersion, document: body.document }
    return changePublication(actor, input.updatedAt, { about })
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new AppError('document-invalid', 'no JSON')
  }
}

export async function saveNewsroomAction(_before: State, form: FormData): Promise<State> {
  const options: ActionInput<typeof newsroomForm> = { permission, schema: newsroomForm, form }
  return runAction(options, ({ actor, input }) =>
    changeNewsroom(actor, input.updatedAt, (before) => newsroomFrom(input, before)),
  )
}
