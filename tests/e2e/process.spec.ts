import { readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startServer, temporaryFolder } from './server.ts'
import { cli, markdownFile } from './site.ts'

// Servers of their own, so that nothing else changes what they hold.
test.describe.configure({ mode: 'serial' })

const front = {
  title: 'Il faro',
  slug: 'il-faro',
  section: 'Mare',
  status: 'published',
  date: '2024-03-01T08:00:00+01:00',
}
const text = async (address: string) => (await fetch(address)).text()

test('an empty publication says so, an import while it runs and while it does not shows, and kill -9 loses nothing', async () => {
  const dataDir = temporaryFolder()
  let server = await startServer(dataDir, { DEMO: '0' })
  expect(await text(server.url)).toContain('Ancora nessun articolo')
  expect((await fetch(`${server.url}/mare/il-faro`)).status).toBe(404)

  expect((await cli(['import', markdownFile(front, 'La prima luce.')], dataDir)).code).toBe(0)
  expect(await text(`${server.url}/mare/il-faro`)).toContain('La prima luce.')
  expect(await text(server.url)).toContain('Il faro')

  await server.stop()
  await cli(['import', markdownFile(front, 'La seconda luce.')], dataDir)
  server = await startServer(dataDir, { DEMO: '0' })
  expect(await text(`${server.url}/mare/il-faro`)).toContain('La seconda luce.')

  await cli(['import', markdownFile(front, 'La terza luce.')], dataDir)
  server.child.kill('SIGKILL')
  server = await startServer(dataDir, { DEMO: '0' })
  expect(await text(`${server.url}/mare/il-faro`)).toContain('La terza luce.')
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('two instances of one checkout do not know of each other, and each keeps a secret of its own', async () => {
  const folders = [temporaryFolder(), temporaryFolder()] as const
  const [a, b] = await Promise.all(folders.map((folder) => startServer(folder, { DEMO: '0' })))
  if (!a || !b) throw new Error('two servers were started')
  await cli(['import', markdownFile(front, 'Solo qui.')], a.dataDir)
  expect((await fetch(`${a.url}/mare/il-faro`)).status).toBe(200)
  expect((await fetch(`${b.url}/mare/il-faro`)).status).toBe(404)
  const secrets = folders.map((folder) => path.join(folder, 'secret'))
  for (const file of secrets) expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(secrets[0] ?? '', 'utf8')).not.toBe(readFileSync(secrets[1] ?? '', 'utf8'))
  await Promise.all([a.stop(), b.stop()])
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('requests under way finish when the server is asked to stop', async () => {
  const dataDir = temporaryFolder()
  const server = await startServer(dataDir, { DEMO: '0' })
  const answers = Array.from({ length: 20 }, (_, i) =>
    fetch(`${server.url}/search?q=parola${i}`).then((answer) => answer.status),
  )
  await new Promise((resolve) => setTimeout(resolve, 30))
  const stopped = server.stop()
  expect(await Promise.all(answers)).toEqual(answers.map(() => 200))
  await stopped
  expect(server.child.exitCode).toBe(0)
  rmSync(dataDir, { recursive: true, force: true })
})

test('a wrong setting is named with its fix before anything starts', async () => {
  for (const [name, value] of [
    ['PORT', 'abc'],
    ['SITE_URL', 'example.org/news'],
    ['DEMO', 'forse'],
    ['HOST', 'not a host'],
  ] as const) {
    const failed = await startServer(temporaryFolder(), { [name]: value }).catch(
      (error: Error) => error.message,
    )
    expect(String(failed)).toContain('ended (2)')
    expect(String(failed)).toContain(`${name}: `)
  }
})
