// Word files made by hand: an archive of the few parts that a document needs.
import { crc32, deflateRawSync } from 'node:zlib'

type Part = { name: string; data: Buffer }

/** An archive of these parts, packed. `says` is what its directory claims of each part's size, if not the truth. */
export function archive(parts: Part[], says?: number): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of parts) {
    const packed = deflateRawSync(data)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(data), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(says ?? data.length, 18)
    head.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, entry, Buffer.from(name)]),
    )
    files.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, list, end])
}

const xml = (body: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`)
const office = 'http://schemas.openxmlformats.org'
const relation = (id: string, type: string, target: string, mode = '') =>
  `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/>`

export const run = (text: string, style = '') =>
  `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
export const line = (content: string, style = '') =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}</w:pPr>${content}</w:p>`
export const linked = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`
export const noteCall = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
export const listLine = (text: string) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text)}</w:p>`
export const pictureRun = (alt: string) =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${alt}"/><a:graphic><a:graphicData><pic:pic>` +
  '<pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>' +
  '</wp:inline></w:drawing></w:r>'

type Word = { body: string; links?: Record<string, string>; notes?: string[]; picture?: Buffer }

/** A .docx with that body. */
export function wordFile({ body, links = {}, notes = [], picture }: Word): Buffer {
  const spaces =
    `xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships" ` +
    `xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing" xmlns:a="${office}/drawingml/2006/main" ` +
    `xmlns:pic="${office}/drawingml/2006/picture"`
  const style = (id: string, name: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  const part = (name: string, content: string): Part => ({ name, data: xml(content) })
  return archive([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${office}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${office}/package/2006/relationships">${relation('r1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    ),
    part('word/document.xml', `<w:document ${spaces}><w:body>${body}</w:body></w:document>`),
    part(
      'word/styles.xml',
      `<w:styles ${spaces}>${style('Titolo1', 'heading 1')}${style('Titolo2', 'heading 2')}${style('Citazione', 'Quote')}</w:styles>`,
    ),
    part(
      'word/numbering.xml',
      `<w:numbering ${spaces}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
    part(
      'word/footnotes.xml',
      `<w:footnotes ${spaces}>${notes.map((text, i) => `<w:footnote w:id="${i + 1}">${line(run(text))}</w:footnote>`).join('')}</w:footnotes>`,
    ),
    part(
      'word/_rels/document.xml.rels',
      `<Relationships xmlns="${office}/package/2006/relationships">${[
        relation('s', 'styles', 'styles.xml'),
        relation('n', 'numbering', 'numbering.xml'),
        relation('f', 'footnotes', 'footnotes.xml'),
        relation('rIdPicture', 'image', 'media/image1.png'),
        ...Object.entries(links).map(([id, to]) => relation(id, 'hyperlink', to, ' TargetMode="External"')),
      ].join('')}</Relationships>`,
    ),
    ...(picture ? [{ name: 'word/media/image1.png', data: picture }] : []),
  ])
}
