import 'server-only'
import { write } from '@/db/client.ts'
import { subscribers } from '@/db/schema/operations.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError } from '@/lib/errors.ts'
import type { Language } from '@/lib/i18n/language.ts'

export type Subscription = { email: string; language: Language; consentText: string; source: string }

/**
 * Notes that somebody wants the newsletter. The address waits for confirmation. For one that is known already nothing
 * changes, and the caller cannot tell the difference.
 * @throws AppError email-invalid
 */
export async function subscribe({ email, language, consentText, source }: Subscription): Promise<void> {
  const address = normaliseEmail(email)
  if (address === null) throw new AppError('email-invalid')
  const now = Date.now()
  await write(async (tx) => {
    await tx
      .insert(subscribers)
      .values({
        email: address,
        language,
        consentText,
        consentAt: now,
        consentSource: source,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
  })
}
