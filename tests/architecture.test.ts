// The house's rules (see README, "Where does my code go?"), read from the imports themselves.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const folders = ['app', 'components', 'db', 'features', 'lib', 'public', 'scripts', 'server']

type File = { name: string; text: string; imports: string[] }

function files(): File[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs|js)$/.test(entry.name))
      .map((entry) => {
        const full = path.join(entry.parentPath, entry.name)
        const name = path.relative(root, full)
        const text = readFileSync(full, 'utf8')
        const imports = [
          ...text.matchAll(
            /(?:^|\s)(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm,
          ),
        ]
          .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
          .map((target) =>
            target.startsWith('@/')
              ? target.slice(2)
              : target.startsWith('.')
                ? path.join(path.dirname(name), target)
                : target,
          )
        return { name, text, imports }
      }),
  )
}

const all = files()
const layer = (name: string) => name.split('/')[0] ?? ''
const isType = (file: File, target: string) => {
  const alias = target.replace(/^(?=db\/|features\/|lib\/)/, '@/')
  return new RegExp(`import type [^'"]*from ['"]${alias.replace(/[.[\]()]/g, '\\$&')}['"]`).test(file.text)
}

const allowed: Record<string, string[]> = {
  app: ['app', 'features', 'components', 'lib'],
  components: ['components', 'lib'],
  features: ['features', 'components', 'db', 'lib'],
  db: ['db', 'lib'],
  lib: ['lib'],
  server: ['server', 'features', 'db', 'lib'],
  scripts: ['scripts', 'server', 'features', 'db', 'lib'],
  public: ['public'],
}

it('imports go one way: app, server, scripts → features → components → lib, features → db → lib', () => {
  const wrong = all.flatMap((file) =>
    file.imports
      .filter(
        (target) => folders.includes(layer(target)) && !allowed[layer(file.name)]?.includes(layer(target)),
      )
      .map((target) => `${file.name} → ${target}`),
  )
  expect(wrong).toEqual([])
})

it('only data.ts, mutations.ts and the files that belong to them touch the database', () => {
  const may =
    /\/(?:data|mutations|worker|projection)\.ts$|^features\/accounts\/(?:session|sign-in|auth|links)\.ts$/
  const wrong = all
    .filter((file) => layer(file.name) === 'features' && !may.test(file.name))
    .flatMap((file) =>
      file.imports
        .filter((target) => /^db\/(?:client|metrics|tag-clock)/.test(target))
        .map((target) => `${file.name} → ${target}`),
    )
  expect(wrong).toEqual([])
})

it('schemas and components know no database, not even its tables, except as constants and types', () => {
  const wrong = all
    .filter((file) => /\/components\/|\/schema\.ts$/.test(file.name) && layer(file.name) !== 'db')
    .flatMap((file) =>
      file.imports
        .filter(
          (target) =>
            target.startsWith('db/') &&
            !/^db\/schema\/(?:articles|people|newsroom)\.ts$/.test(target) &&
            !isType(file, target),
        )
        .map((target) => `${file.name} → ${target}`),
    )
  expect(wrong).toEqual([])
})

it('pages call loaders and actions, never data or mutations', () => {
  const wrong = all
    .filter((file) => layer(file.name) === 'app')
    .flatMap((file) =>
      file.imports
        .filter((target) => /\/(?:data|mutations|worker)\.ts$/.test(target))
        .map((target) => `${file.name} → ${target}`),
    )
  expect(wrong).toEqual([])
})

it('features hold only files of the known kinds', () => {
  const nouns = new Set([
    'accent.ts',
    'action.ts',
    'allowance.ts',
    'auth.ts',
    'bar.ts',
    'changes.ts',
    'checks.ts',
    'common-passphrases.ts',
    'common-words.ts',
    'compose.ts',
    'connection.ts',
    'csv.ts',
    'dates.ts',
    'destination.ts',
    'difference.ts',
    'dkim.ts',
    'domain.ts',
    'endpoint.ts',
    'engine.ts',
    'feeds.ts',
    'files.ts',
    'form.ts',
    'formats.ts',
    'front-matter.ts',
    'imprint.ts',
    'intake.ts',
    'joint-text.ts',
    'json-ld.ts',
    'layout.ts',
    'letter.ts',
    'lettering.ts',
    'listener.ts',
    'mailbox.ts',
    'links.ts',
    'local-copies.ts',
    'locate.ts',
    'markdown.ts',
    'message.ts',
    'metadata.ts',
    'navigation.ts',
    'newsroom.ts',
    'normal-form.ts',
    'order.ts',
    'outcome.ts',
    'pace.ts',
    'page.ts',
    'passphrase.ts',
    'passwords.ts',
    'pictures.ts',
    'pool.ts',
    'plain.ts',
    'projection.ts',
    'prose.ts',
    'query.ts',
    'rank.ts',
    'recovery.ts',
    'relying-party.ts',
    'renditions.ts',
    'report.ts',
    'resolve.ts',
    'session.ts',
    'sign-in.ts',
    'sitemaps.ts',
    'slugs.ts',
    'signature.ts',
    'spf.ts',
    'status.ts',
    'stock.ts',
    'styles.ts',
    'tokens.ts',
    'totp.ts',
    'transport.ts',
    'user-agent.ts',
    'verp.ts',
    'working-copy.ts',
    'world.ts',
    'writer.ts',
  ])
  const kinds = new Set([
    'schema.ts',
    'data.ts',
    'mutations.ts',
    'loaders.ts',
    'actions.ts',
    'policy.ts',
    'tags.ts',
    'worker.ts',
  ])
  const wrong = all
    .filter((file) => layer(file.name) === 'features' && !/\/(?:components|document)\//.test(file.name))
    .filter((file) => !kinds.has(path.basename(file.name)) && !nouns.has(path.basename(file.name)))
    .map((file) => file.name)
  expect(wrong).toEqual([])
})

it('there are no barrels and no drawers for everything', () => {
  expect(
    all
      .filter((file) => /(?:^|\/)(?:index|utils|helpers|common)\.\w+$|\/common\//.test(file.name))
      .map((file) => file.name),
  ).toEqual([])
})

it('what readers get imports no client component', () => {
  const client = new Set(
    all.filter((file) => /^\s*['"]use client['"]/.test(file.text)).map((file) => file.name),
  )
  const seen = new Set<string>()
  const open = all.filter((file) => file.name.startsWith('app/(site)/')).map((file) => file.name)
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(all.find((file) => file.name === name)?.imports ?? []))
  }
  expect([...client].filter((name) => seen.has(name))).toEqual([])
})

it('there is one way to readers: only the gate publishes', () => {
  const others = all
    .filter((file) => /\b(?:publishArticle|releaseScheduled|publishRevision)\b/.test(file.text))
    .map((file) => file.name)
    .sort()
  expect(others).toEqual([
    'features/articles/mutations.ts',
    'features/previews/worker.ts', // in a copy of the database, never in the publication's own
    'features/publishing/mutations.ts',
    'features/publishing/worker.ts',
    'features/workflow/mutations.ts',
  ])
})

it('features do not import each other in a circle', () => {
  const graph = new Map<string, Set<string>>()
  for (const file of all.filter((entry) => layer(entry.name) === 'features')) {
    const edges = graph.get(file.name) ?? new Set()
    for (const target of file.imports) if (layer(target) === 'features') edges.add(target)
    graph.set(file.name, edges)
  }
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (name: string, trail: string[]) => {
    if (state.get(name) === 'done') return
    if (state.get(name) === 'open')
      return void circles.push([...trail.slice(trail.indexOf(name)), name].join(' → '))
    state.set(name, 'open')
    for (const target of graph.get(name) ?? []) visit(target, [...trail, name])
    state.set(name, 'done')
  }
  for (const name of graph.keys()) visit(name, [])
  expect(circles).toEqual([])
})

it('a file is one idea: at most 300 lines', () => {
  expect(all.filter((file) => file.text.split('\n').length > 301).map((file) => file.name)).toEqual([])
})

it('server actions files export nothing but async functions: every export is an endpoint', () => {
  const wrong = all
    .filter((file) => /^\s*['"]use server['"]/.test(file.text))
    .flatMap((file) =>
      [...file.text.matchAll(/^export (?!async function)(.+)$/gm)].map(
        (match) => `${file.name}: ${match[1]}`,
      ),
    )
  expect(wrong).toEqual([])
})

it('the packages are not older than the releases that closed known holes', () => {
  const least: Record<string, string> = {
    next: '16.4.6',
    react: '19.3.0',
    'react-dom': '19.3.0',
    sharp: '0.35.0',
    'better-sqlite3': '12.11.0',
    'next-auth': '4.24.15',
    nodemailer: '10.0.0',
  }
  const older = Object.entries(least).filter(([name, version]) => {
    const installed = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'))
      .version as string
    const [a, b] = [installed, version].map((text) => text.split('.').map(Number)) as [number[], number[]]
    const at = a.findIndex((part, i) => part !== b[i])
    return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0)
  })
  expect(older).toEqual([])
})
