type Fields = Record<string, unknown>

/** One line of JSON on stderr for each event, so that stdout stays free for results. */
function write(level: 'info' | 'warn' | 'error', event: string, fields: Fields): void {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  )
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...plain })}\n`)
}

/** The process's log. `event` is a constant phrase; what varies goes into the fields. */
export const log = {
  info: (event: string, fields: Fields = {}) => write('info', event, fields),
  warn: (event: string, fields: Fields = {}) => write('warn', event, fields),
  error: (event: string, fields: Fields = {}) => write('error', event, fields),
}
