// A mail server that speaks as much IMAP4rev1 (RFC 3501) as reading a mailbox takes, over a real socket.
import { type AddressInfo, createServer, type Socket } from 'node:net'

export type ImapMailbox = {
  port: number
  messages: { raw: Buffer; seen: boolean }[]
  /** What was asked, without tags and passwords. */
  asked: string[]
  password: string
  /** Hangs up in the middle of the next message. */
  breaks: boolean
  /** Says nothing when a message is asked for. */
  stalls: boolean
  close(): Promise<void>
}

/** Opens a mailbox INBOX of `user` with these messages. */
export async function imapServer(messages: Buffer[], user = 'bounces'): Promise<ImapMailbox> {
  const sockets = new Set<Socket>()
  const box: ImapMailbox = {
    port: 0,
    messages: messages.map((raw) => ({ raw, seen: false })),
    asked: [],
    password: 'secret',
    breaks: false,
    stalls: false,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  const answer = (socket: Socket, line: string) => {
    const [tag = '', ...rest] = line.split(' ')
    const command = rest.join(' ')
    const say = (...lines: string[]) => socket.write(lines.map((text) => `${text}\r\n`).join(''))
    const name = (rest[0]?.toUpperCase() === 'UID' ? `UID ${rest[1]}` : (rest[0] ?? '')).toUpperCase()
    box.asked.push(/^(?:LOGIN|AUTHENTICATE)$/.test(name) ? name : command)
    const ok = (text = 'done') => say(`${tag} OK ${text}`)
    const one = () => box.messages[Number(rest[2]) - 1]
    if (name === 'CAPABILITY') return say('* CAPABILITY IMAP4rev1') && ok()
    if (name === 'LOGIN') {
      const isRight = command.includes(user) && command.includes(box.password)
      return isRight
        ? ok('[CAPABILITY IMAP4rev1] hello')
        : say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`)
    }
    if (command === 'LIST "" ""') return say('* LIST (\\Noselect) "/" ""') && ok()
    if (name === 'LIST') return say('* LIST (\\HasNoChildren) "/" INBOX') && ok()
    if (name === 'SELECT' && !/ "?INBOX"?$/i.test(command))
      return say(`${tag} NO [NONEXISTENT] Unknown Mailbox`)
    if (name === 'SELECT')
      return (
        say(
          '* FLAGS (\\Seen)',
          '* OK [PERMANENTFLAGS (\\Seen)] ok',
          `* ${box.messages.length} EXISTS`,
          '* OK [UIDVALIDITY 1] ok',
          `* OK [UIDNEXT ${box.messages.length + 1}] ok`,
        ) && ok('[READ-WRITE] selected')
      )
    if (name === 'UID SEARCH') {
      const found = box.messages.flatMap(({ seen }, i) => (seen ? [] : [i + 1]))
      return say(`* SEARCH ${found.join(' ')}`.trim()) && ok()
    }
    if (name === 'UID FETCH' && box.stalls) return
    if (name === 'UID FETCH') {
      const raw = one()?.raw ?? Buffer.alloc(0)
      const most = Number(/<0\.(\d+)>/.exec(command)?.[1] ?? raw.length)
      const part = raw.subarray(0, most)
      const range = command.includes('<0.') ? '<0>' : ''
      socket.write(`* ${rest[2]} FETCH (UID ${rest[2]} BODY[]${range} {${part.length}}\r\n`)
      if (box.breaks) {
        box.breaks = false
        socket.write(part.subarray(0, 20))
        return socket.destroy()
      }
      socket.write(Buffer.concat([part, Buffer.from(')\r\n')]))
      return ok()
    }
    if (name === 'UID STORE') {
      const message = one()
      if (message) message.seen = true
      return say(`* ${rest[2]} FETCH (UID ${rest[2]} FLAGS (\\Seen))`) && ok()
    }
    if (name === 'LOGOUT') return say('* BYE bye') && ok() && socket.end()
    return /^(?:NOOP|ID|NAMESPACE|CLOSE|UNSELECT|ENABLE)$/.test(name) ? ok() : say(`${tag} BAD unknown`)
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let at = rest.indexOf('\r\n'); at !== -1; at = rest.indexOf('\r\n')) {
        answer(socket, rest.slice(0, at))
        rest = rest.slice(at + 2)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  box.port = (server.address() as AddressInfo).port
  return box
}
