// libxml2 reads our XML: a parser that shares nothing with those that wrote it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { validateXML } from 'xmllint-wasm'

const folder = path.resolve(import.meta.dirname, '../fixtures/xsd')
const file = (name: string) => ({ fileName: name, contents: readFileSync(path.join(folder, name), 'utf8') })
const named = (documents: string[]) =>
  documents.map((contents, i) => ({ fileName: `document-${i + 1}.xml`, contents }))

/** What is wrong with documents by a schema of tests/fixtures/xsd; empty when nothing is. */
export async function schemaErrors(
  schema: 'sitemap' | 'sitemap-index',
  ...documents: string[]
): Promise<string[]> {
  const result = await validateXML({
    xml: named(documents),
    schema: file(`${schema}.xsd`),
    preload: file('sitemap-news.xsd'),
  })
  return result.errors.map((error) => error.message)
}

/** What keeps documents from being well-formed XML; empty when nothing does. */
export async function xmlErrors(...documents: string[]): Promise<string[]> {
  const result = await validateXML({ xml: named(documents), normalization: 'format' })
  return result.errors.map((error) => error.message)
}
