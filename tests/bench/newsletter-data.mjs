// What a measurement of the newsletter begins with.
import path from 'node:path'
import { cli, temporaryFolder } from './processes.mjs'
import { writeFile } from './subscriber-files.mjs'

/**
 * A publication with readers of its daily newsletter.
 * @param {number} recipients
 */
export async function publicationWith(recipients) {
  const folder = temporaryFolder()
  const dataDir = path.join(folder, 'data')
  const file = path.join(folder, 'readers.csv')
  await cli(['seed'], dataDir)
  await writeFile(file, recipients)
  await cli(['subscribers', 'import', file], dataDir)
  return dataDir
}

/**
 * Composes an issue of the demo's articles. Returns its number.
 * @param {string} dataDir
 */
export async function composeIssue(dataDir) {
  const { articles } = JSON.parse(await cli(['article', 'list', '--status', 'published', '--json'], dataDir))
  const slugs = articles.slice(0, 12).map((/** @type {{ slug: string }} */ { slug }) => slug)
  const args = ['--list', 'daily', '--articles', slugs.join(','), '--subject', 'Le notizie del mattino']
  /** @type {{ issue: number, recipients: number }} */
  const made = JSON.parse(await cli(['newsletter', 'compose', ...args, '--json'], dataDir))
  return made
}
