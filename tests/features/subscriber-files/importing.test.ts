import { beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import type { ImportOptions, Refused } from '@/features/subscriber-files/schema.ts'
import { exportSubscribers, importSubscribers } from '@/features/subscriber-files/worker.ts'
import { findSubscriber } from '@/features/subscribers/data.ts'
import * as change from '@/features/subscribers/mutations.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()
beforeEach(async () => {
  await write(async (tx) => {
    await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' })
    await ensureNewsletter(tx, { slug: 'weekly', name: 'La settimana', frequency: 'weekly' })
  })
})

const header = 'email,name,language,lists,consent_source,consent_at'
async function bring(text: string, over: Partial<ImportOptions> = {}) {
  const refused: Refused[] = []
  const progress: number[] = []
  async function* open() {
    yield Buffer.from(text)
  }
  const options = { consentSource: '', lists: [], dryRun: false, ...over }
  const report = await importSubscribers(systemActor, open, options, {
    refused: (more) => refused.push(...more),
    progress: (done) => progress.push(done),
  })
  return { report, refused, progress }
}
const file = (...lines: string[]) => [header, ...lines, ''].join('\n')
const people = () =>
  rows<{ email: string; status: string; lists: string }>(`
    SELECT s.email, s.status, (SELECT group_concat(n.slug) FROM newsletter_subscriptions x
      JOIN newsletters n ON n.id = x.newsletter_id WHERE x.subscriber_id = s.id AND x.active = 1) AS lists
    FROM subscribers s ORDER BY s.id`)
async function join(email: string, slugs: string[]) {
  await bring(file(`${email},,,${slugs.join(';')},fiera,`))
  const row = await findSubscriber(email)
  if (!row) throw new Error('nobody joined')
  return row
}
const reasonsOf = (refused: Refused[]) => refused.map(({ line, email, reason }) => [line, email, reason])

it('people are imported as confirmed, with where and when they agreed, and nobody is sent anything', async () => {
  const { report } = await bring(
    file(
      'Ada@Example.ORG,Ada Neri,en,"daily;weekly",Modulo in fiera,2025-03-01T10:00:00+01:00',
      'bo@example.org,,,weekly,Sito di prima,',
    ),
  )
  expect(report).toMatchObject({ rows: 2, added: 2, updated: 0, repeated: 0, refusedRows: 0, refused: [] })
  expect(people()).toEqual([
    { email: 'ada@example.org', status: 'confirmed', lists: 'daily,weekly' },
    { email: 'bo@example.org', status: 'confirmed', lists: 'weekly' },
  ])
  const ada = await findSubscriber('ada@example.org')
  expect(ada).toMatchObject({
    name: 'Ada Neri',
    language: 'en',
    consentSource: 'Modulo in fiera',
    consentAt: Date.parse('2025-03-01T09:00:00Z'),
  })
  expect(ada?.uid).toMatch(/^[0-9a-f]{16}$/)
  expect((await findSubscriber('bo@example.org'))?.language).toBe('it')
  const lines = rows('SELECT event, newsletter, text FROM newsletter_consents ORDER BY id')
  expect(lines).toEqual([
    { event: 'imported', newsletter: 'daily', text: 'Modulo in fiera (2025-03-01T09:00:00.000Z)' },
    { event: 'imported', newsletter: 'weekly', text: 'Modulo in fiera (2025-03-01T09:00:00.000Z)' },
    { event: 'imported', newsletter: 'weekly', text: 'Sito di prima' },
  ])
  expect(JSON.stringify(everyRow().newsletter_consents)).not.toContain('ada@')
  expect(rows('SELECT * FROM outbox')).toEqual([])
  const [entry] = rows<{ after: string }>("SELECT after FROM audit_log WHERE event = 'subscribers.import'")
  expect(JSON.parse(entry?.after ?? '')).toMatchObject({ rows: 2, added: 2 })
})

it('rows that cannot be used are refused, each with its line and its reason', async () => {
  const { report, refused } = await bring(
    file(
      'nobody,,,daily,fiera,',
      'a@example.org,,,daily,,',
      'b@example.org,,,daily,fiera,01/02/2025',
      'c@example.org,,,daily,fiera,2999-01-01',
      'd@example.org,,,daily,fiera,2025-02-31',
      'e@example.org,,,,fiera,',
      'f@example.org,,,daily;sport,fiera,',
      'g@example.org',
      'h@example.org,,,daily,fiera,2025-02-28',
    ),
  )
  expect(reasonsOf(refused)).toEqual([
    [2, 'nobody', 'email'],
    [3, 'a@example.org', 'consent'],
    [4, 'b@example.org', 'consent-at'],
    [5, 'c@example.org', 'consent-at'],
    [6, 'd@example.org', 'consent-at'],
    [7, 'e@example.org', 'lists'],
    [8, 'f@example.org', 'list-unknown'],
    [9, 'g@example.org', 'consent'],
  ])
  expect(refused[6]).toMatchObject({
    detail: 'sport',
    cells: ['f@example.org', '', '', 'daily;sport', 'fiera', ''],
  })
  expect(report).toMatchObject({ rows: 9, added: 1, refusedRows: 8, reasons: { 'consent-at': 3, email: 1 } })
  expect(people().map(({ email }) => email)).toEqual(['h@example.org'])
})

it('what the importer says stands for rows that say nothing', async () => {
  await bring('email,lists,consent_source\na@example.org,,\nb@example.org,weekly,fiera\n', {
    consentSource: 'Sito di prima',
    lists: ['daily'],
  })
  expect(people()).toEqual([
    { email: 'a@example.org', status: 'confirmed', lists: 'daily' },
    { email: 'b@example.org', status: 'confirmed', lists: 'weekly' },
  ])
  expect((await findSubscriber('a@example.org'))?.consentSource).toBe('Sito di prima')
  expect((await findSubscriber('b@example.org'))?.consentSource).toBe('fiera')
  await expect(bring(file(), { lists: ['sport'] })).rejects.toMatchObject({ code: 'list-unknown' })
})

it('nobody is brought back: not who was erased, complained, refused or left', async () => {
  const [ada, bo, cy] = [
    await join('ada@example.org', ['daily']),
    await join('bo@example.org', ['daily']),
    await join('cy@example.org', ['daily', 'weekly']),
  ]
  await write(async (tx) => {
    await change.erase(tx, ada)
    await change.suppress(tx, 'bo@example.org', 'complained')
    await change.suppress(tx, 'never@example.org', 'refused')
    await change.setSubscriptions(tx, cy.id, ['daily', 'weekly'], false)
  })
  const before = everyRow()
  const { refused, report } = await bring(
    file(...['ada', 'bo', 'never', 'cy'].map((name) => `${name}@example.org,Nuovo,,daily,fiera,`)),
  )
  expect(reasonsOf(refused)).toEqual([
    [2, 'ada@example.org', 'suppressed'],
    [3, 'bo@example.org', 'suppressed'],
    [4, 'never@example.org', 'suppressed'],
    [5, 'cy@example.org', 'unsubscribed'],
  ])
  expect(report).toMatchObject({ added: 0, updated: 0, refusedRows: 4 })
  const { audit_log: _, ...after } = everyRow()
  expect(after).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'audit_log')))
  expect(bo.status).toBe('confirmed')
})

it('who left one newsletter of several does not get it again, but may get another', async () => {
  const ada = await join('ada@example.org', ['daily'])
  await bring(file('ada@example.org,,,weekly,fiera,'))
  await write((tx) => change.setSubscriptions(tx, ada.id, ['daily'], false))
  expect((await bring(file('ada@example.org,,,daily,fiera,'))).refused).toHaveLength(1)
  expect((await bring(file('ada@example.org,,,daily;weekly,fiera,'))).report.updated).toBe(1)
  expect(people()).toEqual([{ email: 'ada@example.org', status: 'confirmed', lists: 'weekly' }])
})

it('who is subscribed is kept as they are, with what is new; the same file twice changes nothing more', async () => {
  await join('ada@example.org', ['daily'])
  const text = file('ada@example.org,Ada,en,daily;weekly,altra fonte,2020-01-01')
  expect((await bring(text)).report).toMatchObject({ added: 0, updated: 1 })
  const ada = await findSubscriber('ada@example.org')
  expect(ada).toMatchObject({ name: 'Ada', language: 'en', consentSource: 'fiera' })
  const consents = everyRow().newsletter_consents
  expect(consents).toHaveLength(2)
  await bring(file('ada@example.org,,,daily;weekly,altra fonte,'))
  expect(everyRow().newsletter_consents).toEqual(consents)
  expect(await findSubscriber('ada@example.org')).toMatchObject({ name: 'Ada', language: 'en' })
})

it('who never confirmed is confirmed by what the file says of their consent', async () => {
  await write((tx) =>
    change.ensureSubscriber(tx, 'ada@example.org', { language: 'it', text: 'Acconsento.', page: '/' }),
  )
  await bring(file('ada@example.org,,,daily,fiera,2024-05-01'))
  expect(await findSubscriber('ada@example.org')).toMatchObject({
    status: 'confirmed',
    consentSource: 'fiera',
    consentAt: Date.parse('2024-05-01T00:00:00Z'),
  })
})

it('an address that is there more than once is one person, with all the newsletters, in one batch and over several', async () => {
  const others = Array.from({ length: 1_100 }, (_, i) => `p${i}@example.org,,,daily,fiera,`)
  const { report, progress } = await bring(
    file(
      'ada@example.org,,,daily,fiera,',
      'ADA@example.org,,,weekly,fiera,',
      ...others,
      'ada@Example.org,,,weekly,fiera,',
    ),
  )
  expect(report).toMatchObject({ rows: 1_103, added: 1_101, updated: 0, repeated: 2, refusedRows: 0 })
  expect(people()[0]).toEqual({ email: 'ada@example.org', status: 'confirmed', lists: 'daily,weekly' })
  expect(progress.at(-1)).toBe(1_103)
  expect(progress.length).toBeGreaterThan(1)
})

it('a trial writes nothing and says the same', async () => {
  const text = file(
    'ada@example.org,,,daily,fiera,',
    'nobody,,,daily,fiera,',
    'ada@example.org,,,daily,fiera,',
  )
  const before = everyRow()
  const trial = await bring(text, { dryRun: true })
  expect(everyRow()).toEqual(before)
  const { report } = await bring(text)
  expect(trial.report).toEqual({ ...report, dryRun: true })
})

it('a file that cannot be read to its end changes nothing', async () => {
  const before = everyRow()
  const good = Array.from({ length: 2_000 }, (_, i) => `p${i}@example.org,,,daily,fiera,`)
  await expect(bring(file(...good, '"p,,,daily,fiera,'))).rejects.toMatchObject({ code: 'csv-broken' })
  await expect(bring('name,lists\nAda,daily\n')).rejects.toMatchObject({ code: 'csv-columns' })
  await expect(bring('')).rejects.toMatchObject({ code: 'csv-empty' })
  expect(everyRow()).toEqual(before)
})

it('more refused rows than a report names are counted, and handed out', async () => {
  const { report, refused } = await bring(
    file(...Array.from({ length: 1_200 }, (_, i) => `p${i},,,daily,fiera,`)),
  )
  expect([report.refused.length, report.refusedRows, refused.length]).toEqual([1_000, 1_200, 1_200])
})

const ghost = `id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
1,ada@example.org,Ada,,true,false,,2021-04-05T06:07:08.000Z,,amici,
2,bo@example.org,Bo,,false,false,,2021-04-05T06:07:08.000Z,,,
3,cy@example.org,Cy,,true,false,,2021-04-05T06:07:08.000Z,2022-01-01T00:00:00.000Z,,
`
const substack = `email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
ada@example.org,false,,other,false,2021-04-05T06:07:08.000Z,
bo@example.org,true,2027-01-01T00:00:00.000Z,yearly,true,2021-04-05T06:07:08.000Z,2021-05-01T00:00:00.000Z
`
it.each([
  [
    'ghost',
    ghost,
    [
      [3, 'bo@example.org', 'unsubscribed'],
      [4, 'cy@example.org', 'unsubscribed'],
    ],
  ],
  ['substack', substack, [[3, 'bo@example.org', 'unsubscribed']]],
])(
  'a file of %s is recognised; where its people agreed is for the importer to say',
  async (format, text, gone) => {
    await expect(bring(text, { lists: ['daily'] })).rejects.toMatchObject({ code: 'csv-consent' })
    expect(people()).toEqual([])
    const { report, refused } = await bring(text, { lists: ['daily'], consentSource: `Da ${format}` })
    expect([report.format, report.added, reasonsOf(refused)]).toEqual([format, 1, gone])
    expect(await findSubscriber('ada@example.org')).toMatchObject({
      consentSource: `Da ${format}`,
      consentAt: Date.parse('2021-04-05T06:07:08Z'),
    })
  },
)

it('a file of today’s Substack page, with dates in words, is recognised too', async () => {
  const text =
    'Email,Name,Stripe plan,Start date,Subscription source (free)\nada@example.org,Ada,,"Mar 1, 2023",substack\n'
  await bring(text, { lists: ['daily'], consentSource: 'Substack' })
  expect((await findSubscriber('ada@example.org'))?.consentAt).toBe(Date.parse('2023-03-01T00:00:00Z'))
})

async function taken(): Promise<string> {
  let text = ''
  for await (const piece of exportSubscribers(systemActor)) text += piece.text
  return text
}

it('what is exported says how everybody stands, runs nothing in a spreadsheet, and can be imported again', async () => {
  await bring(file('+ada@example.org,=SUM(A1),en,daily;weekly,@fiera,2024-05-01T08:00:00Z'))
  const bo = await join('bo@example.org', ['daily'])
  await join('cy@example.org', ['daily'])
  await write(async (tx) => {
    await change.setSubscriptions(tx, bo.id, ['daily'], false)
    await change.suppress(tx, 'cy@example.org', 'complained')
    await change.ensureSubscriber(tx, 'di@example.org', { language: 'it', text: '', page: '/newsletter' })
  })
  const text = await taken()
  const lines = text.split('\r\n')
  expect(lines[0]).toBe(`${header},status`)
  expect(lines[1]).toBe(
    "'+ada@example.org,'=SUM(A1),en,daily;weekly,'@fiera,2024-05-01T08:00:00.000Z,confirmed",
  )
  expect(lines.slice(2, 5).map((line) => line.split(',').at(-1))).toEqual([
    'unsubscribed',
    'suppressed',
    'pending',
  ])
  const [entry] = rows<{ after: string }>("SELECT after FROM audit_log WHERE event = 'subscribers.export'")
  expect(JSON.parse(entry?.after ?? '')).toEqual({ rows: 4 })
  await write(async (tx) => {
    tx.run('DELETE FROM subscribers')
    tx.run('DELETE FROM newsletter_suppressions')
  })
  const { refused } = await bring(text)
  expect(reasonsOf(refused)).toEqual([
    [3, 'bo@example.org', 'unsubscribed'],
    [4, 'cy@example.org', 'suppressed'],
    [5, 'di@example.org', 'pending'],
  ])
  expect(await findSubscriber('+ada@example.org')).toMatchObject({
    name: '=SUM(A1)',
    consentSource: '@fiera',
  })
  expect((await taken()).split('\r\n')[1]).toBe(lines[1])
})
