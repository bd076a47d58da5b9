/**
 * An answer that the front door may keep and send again until one of its tags is touched. It takes the two headers away
 * before readers see them.
 * @param seconds how long it may be kept at most; for ever when not given
 */
export function documentResponse(
  body: string | Uint8Array,
  type: string,
  tags: readonly string[],
  seconds?: number,
): Response {
  return new Response(body as BodyInit, {
    headers: {
      'Content-Type': type,
      'x-testata-tags': tags.join(','),
      ...(seconds === undefined ? {} : { 'x-testata-seconds': String(seconds) }),
    },
  })
}

/** The answer of a route that has nothing at this address; the front door puts its own page in its place. */
export function missingResponse(): Response {
  return new Response(null, { status: 404 })
}
