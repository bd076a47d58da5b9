// The yardstick: a Node server that does nothing but send bytes it was given. It gets them from the process that
// started it, and ends with it.
import { createServer } from 'node:http'

/**
 * @typedef {{ status: number, head: string[], body: string }} Answer body: bytes as latin1, so that head and body go out
 *   in one write. That is the fastest way Node has, and so the fairest yardstick.
 * @typedef {{ answers: Record<string, Answer>, paths: Record<string, string>, otherwise: string }} Answers which answer
 *   each path gets, and which all other paths
 */

/** @type {Map<string, Answer>} */
let byPath = new Map()
/** @type {Answer | undefined} */
let otherwise

const server = createServer((req, res) => {
  const answer = byPath.get(req.url ?? '') ?? otherwise
  if (!answer) return void res.writeHead(503).end()
  res.writeHead(answer.status, answer.head)
  res.end(answer.body, 'latin1')
})

process.on('message', (message) => {
  const { answers, paths, otherwise: name } = /** @type {Answers} */ (message)
  const entries = Object.entries(paths).flatMap(([path, key]) => {
    const answer = answers[key]
    return answer ? [/** @type {const} */ ([path, answer])] : []
  })
  byPath = new Map(entries)
  otherwise = answers[name]
  process.send?.('taken')
})
process.on('disconnect', () => process.exit(0))

server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
