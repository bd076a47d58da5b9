import fc from 'fast-check'
import { expect, it } from 'vitest'
import { close, write } from '@/db/client.ts'
import { textOf } from '@/features/articles/document/visitor.ts'
import { listConflicts } from '@/features/writing/data.ts'
import { addDraft, freshDatabase, rows, words } from '../../factories/database.ts'
import { Clock, idOf, Page, paragraphOf, quiet, serverNow } from '../../factories/editors.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

let databases = 0
async function open(count: number, people = count) {
  const clock = new Clock()
  const place = `copies-${++databases}`
  const id = await addDraft({ slug: place, body: words('Primo', 'Secondo', 'Terzo') })
  const actors = await Promise.all(Array.from({ length: people }, () => addActor('editor')))
  const pages: Page[] = []
  for (let i = 0; i < count; i++) {
    const page = new Page(actors[i % people] as (typeof actors)[number], id, clock, place)
    await page.open()
    pages.push(page)
  }
  return { id, clock, pages: pages as [Page, Page], stored: async () => (await serverNow(id)).snapshot }
}
const texts = (body: unknown) => (body as { content: Parameters<typeof textOf>[0][] }).content.map(textOf)
const rewrite = (page: Page, at: number, text: string) => {
  const { blocks } = page
  const block = blocks[at]
  if (!block) throw new Error(`no block ${at}`)
  page.blocks = blocks.map((one) => (one === block ? paragraphOf(idOf(block), text) : one))
}

it('saves three seconds after the last word, and after fifteen of them without a pause', async () => {
  const { clock, pages, stored } = await open(1)
  rewrite(pages[0], 0, 'Primo, subito')
  await clock.advance(2_900)
  expect(texts((await stored()).body)[0]).toBe('Primo')
  expect(pages[0].engine.getState()).toMatchObject({ dirty: true })
  await clock.advance(200)
  expect(texts((await stored()).body)[0]).toBe('Primo, subito')
  expect(pages[0].engine.getState()).toMatchObject({ dirty: false, saving: false, lockVersion: 2 })
  for (let n = 0; n < 16; n++) {
    rewrite(pages[0], 0, `Senza pausa ${n}`)
    await clock.advance(1_000)
  }
  expect(texts((await stored()).body)[0]).toMatch(/^Senza pausa/)
})

it('saves nothing when nothing was changed', async () => {
  const { clock, pages } = await open(1)
  pages[0].engine.edit({ headline: 'Altro' })
  pages[0].engine.edit({ headline: 'Il ponte riapre' })
  await clock.advance(20_000)
  expect(rows('SELECT lock_version FROM articles')).toEqual([{ lock_version: 1 }])
  expect(pages[0].engine.getState().dirty).toBe(false)
})

it('two people in different blocks: both texts stand, nobody is asked, nobody waits', async () => {
  const { id, clock, pages, stored } = await open(2)
  rewrite(pages[0], 0, 'Primo di Ada')
  rewrite(pages[1], 2, 'Terzo di Ugo')
  await clock.advance(4_000)
  expect(texts((await stored()).body)).toEqual(['Primo di Ada', 'Secondo', 'Terzo di Ugo'])
  await pages[0].beat()
  await pages[1].beat()
  for (const page of pages) {
    expect(page.blocks.map(textOf)).toEqual(['Primo di Ada', 'Secondo', 'Terzo di Ugo'])
    expect(page.engine.getState().conflicts).toEqual([])
  }
  expect(await listConflicts(id)).toEqual([])
})

it('two people in one block: one text stands, the other waits for a decision where everybody sees it', async () => {
  const { id, clock, pages, stored } = await open(2)
  rewrite(pages[0], 1, 'Secondo di Ada')
  rewrite(pages[1], 1, 'Secondo di Ugo')
  await clock.advance(4_000)
  expect(texts((await stored()).body)[1]).toBe('Secondo di Ada')
  const waiting = await listConflicts(id)
  expect(waiting.map((one) => textOf(one.mine as never))).toEqual(['Secondo di Ugo'])
  const [second] = pages[1].blocks.slice(1)
  pages[1].engine.decide(waiting[0]?.key ?? '', 'mine', {
    body: {
      type: 'doc',
      content: pages[1].blocks.map((block) =>
        block === second ? (waiting[0]?.mine as typeof block) : block,
      ),
    },
  })
  await quiet()
  expect(texts((await stored()).body)[1]).toBe('Secondo di Ugo')
  expect(await listConflicts(id)).toEqual([])
})

it('two people who type on in one block: one conflict for each of them, with all that they typed', async () => {
  const { id, clock, pages, stored } = await open(2)
  const typed: string[] = []
  for (let n = 0; n < 8; n++) {
    for (const [who, page] of [
      ['ada', pages[0]],
      ['ugo', pages[1]],
    ] as const) {
      typed.push(`${who}${n}`)
      rewrite(page, 1, `${textOf(page.blocks[1] as never)} ${who}${n}`)
    }
    await clock.advance(4_000)
    await pages[n % 2]?.beat()
  }
  await clock.advance(8_000)
  const waiting = await listConflicts(id)
  expect(new Set(waiting.map((one) => one.person)).size).toBe(waiting.length)
  const found = JSON.stringify([(await stored()).body, waiting.map((one) => one.mine)])
  expect(typed.filter((word) => !found.includes(word))).toEqual([])
})

it('a save whose answer was lost does not clash with itself, even when the writing went on', async () => {
  const { id, clock, pages, stored } = await open(1)
  pages[0].fate = 'answer-lost'
  rewrite(pages[0], 0, 'Primo e')
  await clock.advance(3_100)
  expect(pages[0].engine.getState()).toMatchObject({ trouble: 'offline', dirty: true })
  rewrite(pages[0], 0, 'Primo e poi altro')
  pages[0].fate = 'answered'
  await clock.advance(5_000)
  expect(texts((await stored()).body)[0]).toBe('Primo e poi altro')
  expect(pages[0].engine.getState()).toMatchObject({ trouble: null, dirty: false, conflicts: [] })
  expect(await listConflicts(id)).toEqual([])
})

it('a farewell that is answered long after the page came back changes nothing', async () => {
  const { id, clock, pages, stored } = await open(1)
  const [page] = pages
  rewrite(page, 0, 'Primo, in fretta')
  page.fate = 'answer-late'
  await page.engine.leave()
  await quiet()
  page.fate = 'answered'
  rewrite(page, 0, 'Primo, in fretta, e ancora')
  await clock.advance(10_000)
  expect(texts((await stored()).body)[0]).toBe('Primo, in fretta, e ancora')
  await clock.advance(51_000)
  expect(page.engine.getState()).toMatchObject({ dirty: false, lockVersion: 3 })
  rewrite(page, 0, 'Primo, con calma')
  await clock.advance(10_000)
  expect(texts((await stored()).body)[0]).toBe('Primo, con calma')
  expect(await listConflicts(id)).toEqual([])
})

it('offline the text is kept on this computer, and goes out by itself afterwards', async () => {
  const { clock, pages, stored } = await open(1)
  pages[0].fate = 'request-lost'
  rewrite(pages[0], 0, 'Scritto in treno')
  await clock.advance(300)
  expect((await pages[0].store.list()).map((copy) => texts(copy.mine.body)[0])).toEqual(['Scritto in treno'])
  await clock.advance(60_000)
  expect(pages[0].engine.getState()).toMatchObject({ trouble: 'offline', safe: true })
  pages[0].fate = 'answered'
  pages[0].engine.retry()
  await quiet()
  expect(texts((await stored()).body)[0]).toBe('Scritto in treno')
  expect(await pages[0].store.list()).toEqual([])
})

it('signed out: the text is kept, and saved after signing in', async () => {
  const { clock, pages, stored } = await open(1)
  pages[0].fate = 'signed-out'
  rewrite(pages[0], 0, 'A sessione finita')
  await clock.advance(4_000)
  expect(pages[0].engine.getState().trouble).toBe('signed-out')
  pages[0].fate = 'answered'
  await clock.advance(31_000)
  expect(texts((await stored()).body)[0]).toBe('A sessione finita')
})

it('a page that died leaves its text for the next one; with others’ changes it is merged', async () => {
  const { clock, pages, stored } = await open(2)
  pages[0].fate = 'request-lost'
  rewrite(pages[0], 0, 'Prima del lampo')
  await clock.advance(400)
  pages[0].crash()
  rewrite(pages[1], 2, 'Intanto altro')
  await clock.advance(4_000)
  pages[0].fate = 'answered'
  await pages[0].open()
  expect(pages[0].blocks.map(textOf)).toEqual(['Prima del lampo', 'Secondo', 'Intanto altro'])
  await clock.advance(4_000)
  expect(texts((await stored()).body)).toEqual(['Prima del lampo', 'Secondo', 'Intanto altro'])
  expect(await pages[0].store.list()).toEqual([])
})

it('flush answers with the version that stands, and refuses when it could not save', async () => {
  const { pages } = await open(1)
  rewrite(pages[0], 0, 'Adesso')
  await expect(pages[0].engine.flush()).resolves.toBe(2)
  expect(rows('SELECT kind FROM article_revisions ORDER BY id DESC LIMIT 1')).toEqual([{ kind: 'manual' }])
  pages[0].fate = 'request-lost'
  rewrite(pages[0], 0, 'Più tardi')
  await expect(pages[0].engine.flush()).rejects.toThrow()
})

it('what somebody may no longer write in is told, and stays on this computer', async () => {
  const { clock, pages } = await open(1)
  await write(async (tx) => void (await tx.run("UPDATE articles SET status = 'archived'")))
  rewrite(pages[0], 0, 'Troppo tardi')
  await clock.advance(4_000)
  expect(pages[0].engine.getState()).toMatchObject({ trouble: 'refused', message: 'forbidden', dirty: true })
  expect(await pages[0].store.list()).toHaveLength(1)
})

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), page: fc.nat(4), at: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('headline' as const), page: fc.nat(4), at: fc.nat(9) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('beat' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), page: fc.nat(4), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fate' as const), page: fc.nat(4), at: fc.nat(9) }) },
)
const fates = ['answered', 'answer-lost', 'request-lost', 'answered', 'signed-out'] as const

it('whatever two to five editors do, with crashes and reloads, every typed paragraph is in the article or in the conflicts', async () => {
  let token = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 5 }),
      fc.boolean(),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      async (count, onePerson, steps) => {
        const { id, clock, pages } = await open(count, onePerson ? 1 : count)
        const typed = new Set<string>()
        const tokensIn = (text: string) => text.match(/§\d+§/g) ?? []
        for (const action of steps) {
          const page = pages[action.page % count] as Page
          const { blocks } = page
          const at = action.at % blocks.length
          const block = blocks[at] as (typeof blocks)[number]
          const word = `§${++token}§`
          if (action.do === 'insert') {
            typed.add(word)
            page.blocks = [
              ...blocks.slice(0, at),
              paragraphOf(`nuovo${token}x`.padStart(10, '0'), word),
              ...blocks.slice(at),
            ]
          } else if (action.do === 'write') {
            typed.add(word)
            page.blocks = blocks.map((one) =>
              one === block ? paragraphOf(idOf(block), `${textOf(block)} ${word}`) : one,
            )
          } else if (action.do === 'remove') {
            for (const gone of tokensIn(textOf(block))) typed.delete(gone)
            page.blocks = blocks.filter((one) => one !== block)
          } else if (action.do === 'move') {
            page.blocks = [block, ...blocks.filter((one) => one !== block)]
          } else if (action.do === 'headline') {
            const { headline } = page.engine.getState().snapshot
            if (headline.length > 280) continue
            typed.add(word)
            page.engine.edit({ headline: `${headline} ${word}` })
          } else if (action.do === 'crash') {
            await clock.advance(300) // the last third of a second is not on the disk yet
            page.crash()
            await page.open()
          } else if (action.do === 'leave') {
            await page.engine.leave()
            await quiet()
          } else if (action.do === 'beat') await page.beat()
          else if (action.do === 'wait') await clock.advance(action.at * 700)
          else page.fate = fates[action.at % fates.length] as Page['fate']
        }
        for (const page of pages) page.fate = 'answered'
        for (let round = 0; round < 4; round++) {
          await clock.advance(31_000)
          for (const page of pages) await page.beat()
        }
        await clock.advance(31_000)
        const { snapshot } = await serverNow(id)
        const found = JSON.stringify([
          snapshot,
          rows('SELECT mine FROM article_conflicts WHERE article_id = ? AND resolved_at IS NULL', id),
        ])
        expect([...typed].filter((word) => !found.includes(word))).toEqual([])
        const held = (await listConflicts(id)).filter(({ mine }) => mine !== null)
        const waiting = held.map(({ field, person }) => `${person} ${field}`)
        expect(new Set(waiting).size).toBe(waiting.length)
        for (const page of pages) {
          expect(page.engine.getState()).toMatchObject({ dirty: false, trouble: null, conflicts: [] })
          page.crash()
        }
      },
    ),
    { numRuns: 60, interruptAfterTimeLimit: 40_000 },
  )
  await close()
}, 90_000)
