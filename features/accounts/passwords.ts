// Argon2id with the parameters of the OWASP cheat sheet (19 MiB, two passes, one lane).
import { hash, verify } from '@node-rs/argon2'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 2

// Each check costs 19 MiB and a tenth of a second of a core: a crowd at the sign-in page must queue, not fill the machine.
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** The hash to keep of a passphrase, in the PHC string format. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), options))

let dummy: Promise<string> | undefined

/**
 * Whether a passphrase is the one of that hash. Without a hash (nobody of that name) it works as long and says no, so
 * that the time of an answer does not tell who is known.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this passphrase')
  const against = stored ?? (await dummy)
  const matches = await inTurn(() => verify(against, password.normalize('NFKC')))
  return stored !== null && matches
}
