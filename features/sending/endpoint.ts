// What the page of an issue that goes out asks the server: answers of app/api/admin/newsletter and deliveries.csv.
import 'server-only'
import { z } from 'zod'
import { findPerson } from '@/features/accounts/data.ts'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { findIssue } from '@/features/issues/data.ts'
import { planIssue } from '@/features/issues/worker.ts'
import { detailOf } from '@/features/mail/worker.ts'
import { AppError, messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { progressOf } from './data.ts'
import { logFile } from './loaders.ts'
import { cancelIssue, noteExport, pauseIssue, resendUncertain, resumeIssue } from './mutations.ts'
import { type Command, type CommandAnswer, commandSchema, shownStates } from './schema.ts'
import { sendTest, startIssue } from './worker.ts'

const permission = 'newsletter:send' as const
type Context = { params: Promise<{ id: string }> }

/** The number in an address; one that is none names nothing. */
async function idOf({ params }: Context): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `issue ${id}`)
  return Number(id)
}

/** `GET /api/admin/newsletter/:id/progress` */
export const progressEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async () => {
    const progress = await progressOf(await idOf(context))
    if (!progress) throw new AppError('not-found')
    return progress
  })

/** Does what was said; how many readers it was about, where that is a question. */
async function obey(actor: Actor, id: number, said: Command): Promise<number> {
  switch (said.command) {
    case 'send': {
      const issue = await findIssue(id)
      if (issue?.subject.trim() === '') throw new AppError('issue-subject', `issue ${id}`)
      return startIssue(actor, id, { confirm: said.confirm })
    }
    case 'schedule':
      await planIssue(actor, id, said.lockVersion, said.at)
      return 0
    case 'draft':
      await planIssue(actor, id, said.lockVersion, null)
      return 0
    case 'pause':
      await pauseIssue(actor, id)
      return 0
    case 'resume':
      await resumeIssue(actor, id)
      return 0
    case 'cancel':
      await cancelIssue(actor, id)
      return 0
    case 'resend':
      return resendUncertain(actor, id)
  }
}

/** `POST /api/admin/newsletter/:id/commands`: what somebody says about an issue; how far it is then. */
export const commandEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request, schema: commandSchema }, async ({ actor, input }) => {
    const id = await idOf(context)
    const count = await obey(actor, id, input)
    return { progress: await progressOf(id), count } satisfies CommandAnswer
  })

/** `POST /api/admin/newsletter/:id/test`: the issue as it stands, to whoever asks and nobody else. */
export const testEndpoint = (request: Request, context: Context): Promise<Response> =>
  runEndpoint({ permission, request }, async ({ actor }) => {
    const id = await idOf(context)
    const person = await findPerson(actor.id ?? 0)
    if (!person) throw new AppError('forbidden')
    try {
      await sendTest(actor, id, person.email)
    } catch (error) {
      if (error instanceof AppError) throw error
      log.warn('test letter not sent', { id, error })
      throw new AppError('test-refused', messageOf(error), { answer: detailOf(error) })
    }
    return { email: person.email }
  })

const fileSchema = z.object({
  issue: z.coerce.number().int().positive(),
  state: z.enum(shownStates).optional(),
})

/** `GET /api/admin/deliveries.csv?issue=&state=`: the log of an issue as a file. It holds addresses. */
export const logFileEndpoint = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'subscribers:manage', request }, async ({ actor, t }) => {
    const { issue, state } = fileSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    const states = state ? [state] : shownStates
    await noteExport(actor, issue, states)
    return new Response(logFile(issue, states, t.sending), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="newsletter-${issue}${state ? `-${state}` : ''}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  })
