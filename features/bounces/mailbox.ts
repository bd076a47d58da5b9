// The mailbox that refused messages come back to, read by IMAP. What was looked at is marked as seen and left there.
import 'server-only'
import { ImapFlow } from 'imapflow'
import type { Bounces } from '@/features/mail/schema.ts'
import { isLoopback } from '@/lib/network.ts'
import { largestReport } from './report.ts'

type Take = (raw: Buffer) => Promise<unknown>

const atOnce = 200
const longest = 60_000

/**
 * Takes in what has not been seen yet, the oldest first, at most 200 messages and for at most a minute.
 * @param signal hangs up at once
 * @returns how many
 * @throws Error when the mailbox cannot be read, or a message not be taken in
 */
export async function readMailbox(
  { host, port, secure, user, password, folder }: NonNullable<Bounces['imap']>,
  take: Take,
  signal?: AbortSignal,
): Promise<number> {
  if (signal?.aborted) return 0
  const until = Date.now() + longest
  const client = new ImapFlow({
    host: host.replace(/^\[|\]$/g, ''),
    port,
    secure,
    // Without it whoever sits in between could hide that the server offers TLS, and read the password.
    doSTARTTLS: secure ? false : !isLoopback(host),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  })
  // Whatever is under way fails too, and says so.
  client.on('error', () => {})
  const hangUp = () => client.close()
  signal?.addEventListener('abort', hangUp)
  try {
    await client.connect()
    const lock = await client.getMailboxLock(folder)
    try {
      const found = (await client.search({ seen: false }, { uid: true })) || []
      let taken = 0
      for (const uid of found.slice(0, atOnce)) {
        if (Date.now() > until) break
        const message = await client.fetchOne(
          String(uid),
          { uid: true, source: { maxLength: largestReport + 1 } },
          { uid: true },
        )
        if (message !== false && message.source) await take(message.source)
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
        taken++
      }
      return taken
    } finally {
      lock.release()
    }
  } finally {
    signal?.removeEventListener('abort', hangUp)
    if (!signal?.aborted) await client.logout().catch(() => {})
    client.close()
  }
}
