// The baseline: a bare Node server that sends the same bytes with the same headers, and does nothing else.
// Reads one line of JSON from stdin: { path: { head: [name, value, …], body: base64 } }. Prints its port.
import http from 'node:http'

let input = ''
for await (const chunk of process.stdin) {
  input += chunk
  if (input.includes('\n')) break
}
/** @type {Record<string, { status: number, head: string[], body: string }>} */
const answers = JSON.parse(input)
const ready = new Map(
  Object.entries(answers).map(([path, { status, head, body }]) => [
    path,
    { status, head, body: Buffer.from(body, 'base64') },
  ]),
)
const server = http.createServer((req, res) => {
  const answer = ready.get(req.url ?? '')
  if (!answer) return void res.writeHead(404).end()
  res.writeHead(answer.status, answer.head).end(answer.body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
