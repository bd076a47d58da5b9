// Issues of newsletters, as drafts and as they are once they were sent.
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { contentOf, findIssue } from '@/features/issues/data.ts'
import { createIssue } from '@/features/issues/mutations.ts'
import type { Issue, IssueInput } from '@/features/issues/schema.ts'
import { issuesTag } from '@/features/issues/tags.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'

export const addNewsletter = (slug = 'mattino', name = 'Il mattino', sectionId?: number): Promise<number> =>
  write((tx) => ensureNewsletter(tx, { slug, name, sectionId }))

export async function issueOf(id: number): Promise<Issue> {
  const issue = await findIssue(id)
  if (!issue) throw new Error(`issue ${id} is not there`)
  return issue
}

/** A draft of the newsletter `mattino`, which is made if it is missing. Returns its id. */
export async function addIssue(over: Partial<IssueInput> = {}): Promise<number> {
  const newsletterId = over.newsletterId ?? (await addNewsletter())
  return write((tx) => createIssue(tx, systemActor, { subject: 'Oggi', ...over, newsletterId }))
}

type Sent = { slug?: string; at?: number; status?: string; subjects?: 1 | 2 }

/** An issue that began to be sent at a time, with what it held then. Returns its id. */
export async function addSent(
  over: Partial<IssueInput> = {},
  { slug = 'oggi', at = Date.now(), status = 'done', subjects = 1 }: Sent = {},
): Promise<number> {
  const id = await addIssue(over)
  const content = JSON.stringify(await contentOf(await issueOf(id)))
  await write(async (tx) => {
    handles()
      .writer.prepare(
        'UPDATE newsletter_issues SET status = ?, slug = ?, started_at = ?, content = ?, message_a = ?, message_b = ? WHERE id = ?',
      )
      .run(status, slug, at, content, '', subjects === 2 ? '' : null, id)
    await tx.touch(issuesTag)
  })
  return id
}
