// People of a newsroom, and what they may do.
import { write } from '@/db/client.ts'
import { people } from '@/db/schema/people.ts'
import { type Actor, defaultRoles, type Role } from '@/features/accounts/policy.ts'

let count = 0

/** An active person of that role, as the one who acts. */
export async function addActor(role: Role, name = `${role} ${++count}`): Promise<Actor & { id: number }> {
  const now = Date.now()
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}.${++count}@example.org`
  const id = await write(async (tx) => {
    const [row] = await tx
      .insert(people)
      .values({ email, name, role, status: 'active', createdAt: now, updatedAt: now })
      .returning({ id: people.id })
    return row?.id as number
  })
  return { id, name, role, permissions: defaultRoles[role], session: '', address: '' }
}
