// What people read of a measurement.

/** @typedef {import('./load.mjs').Figures} Figures */

/** @param {number} value */
const whole = (value) => Math.round(value).toLocaleString('en')
/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
/** @param {number} value */
const times = (value) => `${value >= 100 ? whole(value) : value.toFixed(value < 0.1 ? 4 : 2)}×`
const names = /** @type {Record<string, string>} */ ({ notFound: '404' })

/**
 * @param {string[][]} rows the first one is the head
 * @param {number} left how many columns hold words
 */
function columns(rows, left) {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, i) => (i < left ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n`
}

/**
 * @param {import('./pages.mjs').Result} result
 * @returns {string}
 */
export function table({ machine, options, article, cases, bytes, assets, limits }) {
  const rows = [['', '', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs/request', 'generator']]
  for (const [name, found] of Object.entries(cases)) {
    if (!found) continue
    const figures = (/** @type {Figures} */ { rate, p50, p99, cpu, generator }) => [
      whole(rate),
      p50.toFixed(2),
      p99.toFixed(2),
      cpu === null ? '–' : cpu.toFixed(1),
      `${Math.round(generator * 100)} %`,
    ]
    const { testata, bare, ratio } = found
    rows.push([names[name] ?? name, 'Testata', ...figures(testata)])
    rows.push(['', 'bare', ...figures(bare)])
    const { rate, p50, p99, cpu } = ratio
    rows.push(['', 'ratio', times(rate), times(p50), times(p99), cpu === null ? '–' : times(cpu), ''])
  }

  const pages = [['', 'HTML', 'gz', 'br']]
  for (const [name, { identity, gzip, br }] of Object.entries(bytes))
    pages.push([names[name] ?? name, whole(identity), whole(gzip), whole(br)])

  const { css, js, fonts } = assets
  const files = (/** @type {import('./weight.mjs').Files} */ { count, bytes, compressed }) => [
    String(count),
    whole(bytes),
    compressed || count === 0 ? 'gz' : 'not compressed',
  ]
  const weights = [
    ['', 'files', 'bytes', 'sent'],
    ['CSS', ...files(css)],
    ['JavaScript', ...files(js)],
  ]
  weights.push(['fonts', String(fonts.count), whole(fonts.bytes), 'woff2'])

  const verdicts = limits.map(({ name, value, limit, unit, ok }) => {
    const text = unit === 'bytes' ? kilobytes : String
    return [name, text(value), `of ${text(limit)}`, ok ? 'ok' : 'TOO MUCH']
  })

  return [
    `Reader pages, ${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections, gzip; ` +
      `Node ${machine.node}, ${machine.cores} cores (${machine.cpu || 'unknown'}), ${machine.platform}, load before ${machine.load.toFixed(1)}\n` +
      `Article: ${article.path}, ${article.words} words\n`,
    columns(rows, 2),
    `miss: ${options.missesInRound} first requests in a round, one after the other. generator: share of a core that the load\n` +
      'generator used; near 100 % the requests per second are its limit, and the CPU per request is what to compare.\n',
    columns(pages, 1),
    columns(weights, 1),
    `Limits of the article page\n${columns(verdicts, 1)}`,
  ].join('\n')
}
