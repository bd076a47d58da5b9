/**
 * What a form was made of, as text. It goes back with the form and tells whether somebody changed the thing meanwhile:
 * equal values have equal texts, whatever the order of their names.
 */
export const seenOf = (values: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
