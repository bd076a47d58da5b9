import { randomBytes } from 'node:crypto'

/** Names of the failures that a user can cause or meet. Their words are in lib/i18n. */
export type ErrorCode =
  | 'email-invalid'
  | 'picture-unreadable'
  | 'picture-unsupported'
  | 'picture-empty'
  | 'picture-heavy'
  | 'picture-pixels'
  | 'picture-gif'
  | 'picture-svg'
  | 'picture-heic'
  | 'picture-avif'
  | 'picture-tiff'
  | 'picture-pdf'
  | 'picture-used'
  | 'upload-broken'
  | 'disk-full'
  | 'address-invalid'
  | 'address-private'
  | 'address-unreachable'
  | 'document-invalid'
  | 'stale-version'
  | 'path-taken'
  | 'headline-missing'
  | 'word-too-large'
  | 'word-unreadable'
  | 'slug-invalid'
  | 'slug-reserved'
  | 'slug-taken'
  | 'section-used'
  | 'section-circle'
  | 'topic-used'
  | 'author-used'
  | 'newsletter-used'
  | 'newsletter-address'
  | 'sender-invalid'
  | 'merge-same'
  | 'zone-unknown'
  | 'colour-invalid'
  | 'link-invalid'
  | 'contact-invalid'
  | 'redirect-circle'
  | 'redirect-own'
  | 'redirect-from'
  | 'redirect-taken'
  | 'redirect-target'
  | 'issue-state'
  | 'issue-count-changed'
  | 'issue-empty'
  | 'mail-missing'
  | 'domain-blocked'
  | 'issue-subject'
  | 'test-refused'
  | 'not-found'
  | 'wrong-state'
  | 'block-not-ours'
  | 'four-eyes'
  | 'checks-blocked'
  | 'reason-missing'
  | 'embargo-kept'
  | 'person-unknown'
  | 'signed-out'
  | 'forbidden'
  | 'own-account'
  | 'input-invalid'
  | 'sign-in-failed'
  | 'too-many-attempts'
  | 'email-taken'
  | 'link-expired'
  | 'password-short'
  | 'password-common'
  | 'code-wrong'
  | 'time-past'
  | 'last-administrator'
  | 'password-long'
  | 'password-own'
  | 'password-pattern'
  | 'password-wrong'
  | 'password-asked'
  | 'passkey-failed'
  | 'mail-host'
  | 'mail-port'
  | 'mail-domain'
  | 'mail-name'
  | 'mail-selector'
  | 'mail-caps'
  | 'mail-password-again'
  | 'number-invalid'
  | 'passkey-impossible'
  | 'sign-in-over'
  | 'csv-encoding'
  | 'address-differs'
  | 'csv-broken'
  | 'csv-columns'
  | 'csv-empty'
  | 'csv-large'
  | 'csv-consent'
  | 'list-unknown'

/** An expected failure: it has a code with words for the user. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** Facts that go with the code: who changed it, which article has the address. Shown to the user, so never a secret. */
  readonly facts: Record<string, unknown>
  constructor(code: ErrorCode, detail = '', facts: Record<string, unknown> = {}) {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'AppError'
    this.code = code
    this.facts = facts
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A short id that a user can quote and an operator can find in the log. */
export function errorId(): string {
  return randomBytes(4).toString('hex')
}
