// Does what units of work left in the outbox. Several processes may run it: a row is leased before it is done.
import { write } from '@/db/client.ts'
import { answerReset } from '@/features/accounts/worker.ts'
import { makeSocialPicture } from '@/features/discovery/worker.ts'
import { sendMail } from '@/features/mail/worker.ts'
import { makeAvif, removeOldFiles, settleFiles } from '@/features/media/worker.ts'
import { claimJobs, failJob, finishJob, type Job } from '@/features/outbox/mutations.ts'
import { affectedBy, rebuildRelated } from '@/features/recommendations/mutations.ts'
import { answerRequest } from '@/features/subscribers/worker.ts'
import { log } from '@/lib/log.ts'

type Handler = (payload: never) => Promise<void>

const handlers: Record<string, Handler> = {
  related: async ({ articleId }: { articleId: number }) => {
    const ids = await write((tx) => affectedBy(tx, articleId))
    // One unit each: editors' saves get their turn in between.
    for (const id of ids) await write((tx) => rebuildRelated(tx, id))
  },
  'social-picture': ({ articleId }: { articleId: number }) => makeSocialPicture(articleId),
  mail: sendMail,
  'password-reset': answerReset,
  'newsletter-request': answerRequest,
  'newsletter-drop': async () => {}, // one too many: it took the same way as the others
  avif: ({ mediaId }: { mediaId: number }) => makeAvif(mediaId),
  'media-files': ({ mediaId }: { mediaId: number }) => settleFiles(mediaId),
  'media-old-files': ({ mediaId, hash }: { mediaId: number; hash: string }) => removeOldFiles(mediaId, hash),
}

/** Jobs that take seconds of a processor each. Nobody waits for them, so they have a pace of their own. */
const slow = ['avif']
const quick = Object.keys(handlers).filter((kind) => !slow.includes(kind))

/**
 * Does jobs that are due until none is left or `stopped` says so.
 * @param only kinds to do; all but the slow ones when not given
 * @returns how many were done
 */
export async function drainOutbox(
  stopped: () => boolean = () => false,
  only: readonly string[] = quick,
): Promise<number> {
  let done = 0
  while (!stopped()) {
    const jobs = await claimJobs(10, only)
    if (jobs.length === 0) return done
    for (const job of jobs) if (!stopped()) done += (await run(job)) ? 1 : 0
  }
  return done
}

/** Does one slow job, if one is due. Returns how long it took, in milliseconds; 0 when there was none. */
export async function doSlowJob(): Promise<number> {
  const [job] = await claimJobs(1, slow)
  if (!job) return 0
  const began = Date.now()
  await run(job)
  return Math.max(1, Date.now() - began)
}

async function run(job: Job): Promise<boolean> {
  try {
    await handlers[job.kind]?.(job.payload as never)
    await finishJob(job.id)
    return true
  } catch (error) {
    log.error('job failed', { id: job.id, kind: job.kind, attempts: job.attempts + 1, error })
    await failJob(job, error)
    return false
  }
}
