/** An answer of ours that says no: its words are for the user, its facts for the page. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly facts: Record<string, unknown>
  constructor(status: number, error: { code?: unknown; message?: unknown }) {
    super(String(error.message ?? ''))
    this.name = 'Refused'
    this.status = status
    this.code = String(error.code ?? '')
    this.facts = error
  }
}

/**
 * Asks an endpoint of ours, in the browser.
 * @throws Refused when it says no; TypeError when it cannot be reached
 */
export async function requestJson<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer as T
  throw new Refused(response.status, (answer as { error?: object }).error ?? {})
}
