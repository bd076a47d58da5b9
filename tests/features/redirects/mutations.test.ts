import { expect, it } from 'vitest'
import { systemActor } from '@/features/accounts/policy.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { listMissing, listRedirects } from '@/features/redirects/data.ts'
import { deleteRedirect, putRedirect, recordDetours } from '@/features/redirects/mutations.ts'
import { redirectInput, redirectSeen } from '@/features/redirects/schema.ts'
import { addArticle, addTopic, everyRow, freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()

const input = (from: string, to: string | null, before: string, seen: string) =>
  redirectInput.parse({ before, from, to: to ?? '', kind: to === null ? 'gone' : 'moved', seen })

/** Saves what somebody made of the redirect as it is now. */
async function put(from: string, to: string | null, before = '') {
  const [now] = rows<{ from: string; to: string | null }>(
    'SELECT from_path AS "from", to_path AS "to" FROM redirects WHERE from_path = ?',
    before,
  )
  await putRedirect(systemActor, input(from, to, before, now ? redirectSeen(now) : ''))
}

it('whoever changes what they saw before somebody else’s change is refused, and nothing changes', async () => {
  await put('/vecchia', '/citta')
  await put('/vecchia', '/porto', '/vecchia')
  const before = everyRow()
  for (const seen of [redirectSeen({ from: '/vecchia', to: '/citta' }), ''])
    await expect(putRedirect(systemActor, input('/vecchia', '/altro', '/vecchia', seen))).rejects.toThrow(
      'stale-version',
    )
  expect(everyRow()).toEqual(before)
})

it('a redirect leads on, or says that a page is gone, and can be changed and taken away', async () => {
  await put('https://old.example.org/vecchia%20pagina/?a=1'.replace('%20', '-'), '/citta')
  expect(await resolvePath('/vecchia-pagina')).toEqual({ kind: 'moved', to: '/citta' })
  await put('/vecchia-pagina', null, '/vecchia-pagina')
  expect(await resolvePath('/vecchia-pagina')).toEqual({ kind: 'gone' })
  await put('/altra', 'https://example.org/x', '/vecchia-pagina')
  expect(await resolvePath('/vecchia-pagina')).toEqual({ kind: 'missing' })
  await deleteRedirect(systemActor, '/altra')
  expect(await resolvePath('/altra')).toEqual({ kind: 'missing' })
  expect(rows("SELECT event FROM audit_log WHERE entity = 'redirect' ORDER BY id")).toEqual([
    { event: 'redirect.create' },
    { event: 'redirect.change' },
    { event: 'redirect.change' },
    { event: 'redirect.delete' },
  ])
})

it('circles, pages of the site, second redirects and targets that may not be linked are refused', async () => {
  await addArticle({ slug: 'ponte' })
  await addTopic('Tram')
  await put('/a', '/b')
  const before = everyRow()
  await expect(put('/b', '/a')).rejects.toThrow('redirect-circle')
  await expect(put('/c', '/c')).rejects.toThrow('redirect-circle')
  await expect(put('/a', '/d')).rejects.toThrow('redirect-taken')
  for (const own of ['/', '/citta', '/citta/ponte', '/topics/tram', '/search', '/feed.xml', '/admin/x'])
    await expect(put(own, '/d'), own).rejects.toThrow('redirect-own')
  await expect(put('/x', '/y', '/never')).rejects.toThrow('not-found')
  await expect(deleteRedirect(systemActor, '/never')).rejects.toThrow('not-found')
  const parse = (from: string, to: string) => () => redirectInput.parse({ from, to, kind: 'moved' })
  expect(parse('/x', 'javascript:alert(1)')).toThrow('redirect-target')
  expect(parse('/x', '//evil.example')).toThrow('redirect-target')
  expect(parse('no-slash', '/y')).toThrow('redirect-from')
  expect(parse('//evil.example', '/y')).toThrow('redirect-from')
  expect(everyRow()).toEqual(before)
})

it('a redirect to one that leads on leads to the end at once', async () => {
  await put('/b', '/c')
  await put('/a', '/b')
  expect(rows('SELECT to_path FROM redirects WHERE from_path = ?', '/a')).toEqual([{ to_path: '/c' }])
})

it('what is followed and what is missing is counted, noise is not, and a redirect takes an address off the list', async () => {
  await put('/a', '/b')
  const missing = new Map([
    ['/vecchio-pezzo', 3],
    ['/una-volta', 1],
    ['/wp-login.php', 90],
    ['/.env', 40],
    ['/<script>', 9],
    [`/${'x'.repeat(300)}`, 9],
  ])
  await recordDetours(
    new Map([
      ['/a', 2],
      ['/citta/no-redirect', 7],
    ]),
    missing,
  )
  await recordDetours(new Map([['/a', 1]]), new Map([['/vecchio-pezzo', 1]]))
  expect((await listRedirects('', 1)).map(({ from, hits }) => [from, hits])).toEqual([['/a', 3]])
  expect((await listMissing(1)).map(({ path, count }) => [path, count])).toEqual([['/vecchio-pezzo', 4]])
  expect((await listMissing(1, true)).map((row) => row.path)).toEqual(['/vecchio-pezzo', '/una-volta'])
  await put('/vecchio-pezzo', '/b')
  expect(await listMissing(1)).toEqual([])
})

it('the list of what is missing stays bounded, and forgets after three months', async () => {
  const day = 24 * 3_600_000
  const now = Date.now()
  const many = new Map(Array.from({ length: 2_500 }, (_, i) => [`/p${i}`, 1 + (i % 3)] as [string, number]))
  await recordDetours(new Map(), many, now)
  expect((await listMissing(1, true)).length).toBeLessThanOrEqual(101)
  expect(await listMissing(21, true)).toEqual([])
  await recordDetours(new Map(), new Map([['/oggi', 1]]), now + 91 * day)
  expect((await listMissing(1, true)).map((row) => row.path)).toEqual(['/oggi'])
})
