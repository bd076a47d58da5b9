// What the program itself does for accounts, outside any request.
import 'server-only'
import { write } from '@/db/client.ts'
import { needsSetup } from './data.ts'
import { makeToken } from './mutations.ts'

const day = 24 * 3_600_000

/** A new link by which the first administrator can be made; null when there is one. Links printed before stop working. */
export async function setUpLink(siteUrl: string): Promise<string | null> {
  if (!(await needsSetup())) return null
  const token = await write((tx) => makeToken(tx, 'setup', null, day))
  return `${siteUrl}/admin/setup?token=${token}`
}
