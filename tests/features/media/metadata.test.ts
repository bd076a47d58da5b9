import fc from 'fast-check'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { factsOf } from '@/features/media/metadata.ts'
import { iptcBlock, stripes } from '../../factories/pictures.ts'

const zone = 'Europe/Rome'
const nothing = {
  alt: '',
  caption: '',
  credit: '',
  copyright: '',
  source: '',
  licenceUrl: '',
  takenAt: null,
}
const xmp = (inner: string, attributes = '') =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  )

it('a picture that says nothing has empty facts', () => {
  expect(factsOf({}, zone)).toEqual(nothing)
})

it('IPTC gives author, credit, source, rights, caption and time', () => {
  const iptc = iptcBlock([
    [80, 'Ada Neri'],
    [80, 'Bruno Gallo'],
    [110, 'Agenzia Ondine'],
    [115, 'Archivio'],
    [116, '© 2026 Agenzia Ondine'],
    [120, 'Perché il mare è così.'],
    [55, '20260704'],
    [60, '183000+0200'],
  ])
  expect(factsOf({ iptc }, zone)).toEqual({
    ...nothing,
    credit: 'Ada Neri, Bruno Gallo / Agenzia Ondine',
    source: 'Archivio',
    copyright: '© 2026 Agenzia Ondine',
    caption: 'Perché il mare è così.',
    takenAt: Date.parse('2026-07-04T16:30:00Z'),
  })
})

it('IPTC in Latin-1, as older programs write it, keeps its accents', () => {
  const iptc = iptcBlock([[120, Buffer.from('Città', 'latin1')]], false)
  expect(factsOf({ iptc }, zone).caption).toBe('Città')
})

it('a credit that names the author already is not said twice', () => {
  const iptc = iptcBlock([
    [80, 'Ada Neri'],
    [110, 'Foto di ada neri / Ondine'],
  ])
  expect(factsOf({ iptc }, zone).credit).toBe('Foto di ada neri / Ondine')
})

it('XMP gives the same from elements, lists, languages and attributes, and alternative text', () => {
  const packet = xmp(
    `<dc:creator><rdf:Seq><rdf:li>Ada &amp; Co</rdf:li></rdf:Seq></dc:creator>
     <dc:rights><rdf:Alt><rdf:li xml:lang="en">Rights</rdf:li><rdf:li xml:lang="x-default">Diritti</rdf:li></rdf:Alt></dc:rights>
     <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Il mare &#x201c;calmo&#8221;</rdf:li></rdf:Alt></dc:description>
     <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Un molo</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
     <photoshop:Source>Archivio</photoshop:Source>`,
    'photoshop:Credit="Ondine" photoshop:DateCreated="2026-01-02T10:00:00" xmpRights:WebStatement="https://example.org/l"',
  )
  expect(factsOf({ xmp: packet }, zone)).toEqual({
    alt: 'Un molo',
    caption: 'Il mare “calmo”',
    credit: 'Ada & Co / Ondine',
    copyright: 'Diritti',
    source: 'Archivio',
    licenceUrl: 'https://example.org/l',
    takenAt: Date.parse('2026-01-02T09:00:00Z'),
  })
})

it('a licence address that is no web address is left out', () => {
  expect(factsOf({ xmp: xmp('', 'xmpRights:WebStatement="javascript:alert(1)"') }, zone).licenceUrl).toBe('')
})

it('EXIF gives artist, rights, description and time, in the zone of the camera or of the paper', async () => {
  const exifOf = async (ifd2: Record<string, string>) =>
    (
      await sharp(
        await sharp(await stripes(9, 9))
          .withExif({
            IFD0: { Artist: 'Ada Neri', Copyright: '(c) Ada', ImageDescription: 'Un molo' },
            IFD2: ifd2,
          })
          .jpeg()
          .toBuffer(),
      ).metadata()
    ).exif
  const facts = factsOf({ exif: await exifOf({ DateTimeOriginal: '2026:05:01 10:00:00' }) }, zone)
  expect(facts).toMatchObject({ credit: 'Ada Neri', copyright: '(c) Ada', caption: 'Un molo' })
  expect(facts.takenAt).toBe(Date.parse('2026-05-01T08:00:00Z'))
  const abroad = { DateTimeOriginal: '2026:05:01 10:00:00', OffsetTimeOriginal: '-05:00' }
  expect(factsOf({ exif: await exifOf(abroad) }, zone).takenAt).toBe(Date.parse('2026-05-01T15:00:00Z'))
})

it('the richer block wins, and each fills in what the others leave open', () => {
  const iptc = iptcBlock([
    [120, 'Da IPTC'],
    [116, 'Diritti IPTC'],
  ])
  const facts = factsOf({ iptc, xmp: xmp('<dc:description>Da XMP</dc:description>') }, zone)
  expect([facts.caption, facts.copyright]).toEqual(['Da XMP', 'Diritti IPTC'])
})

it('what cameras fill in by themselves is no caption, and control characters go', () => {
  expect(factsOf({ iptc: iptcBlock([[120, 'OLYMPUS DIGITAL CAMERA']]) }, zone).caption).toBe('')
  expect(factsOf({ iptc: iptcBlock([[120, 'a\u0000b\u202ec']]) }, zone).caption).toBe('a b c')
})

it.each(['00000000', '20261340', '18000101', 'domani'])(
  '%s is no day on which a picture was taken',
  (date) => {
    expect(factsOf({ iptc: iptcBlock([[55, date]]) }, zone).takenAt).toBeNull()
  },
)

it('blocks that make no sense are passed over, whatever stands in them', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (bytes, text) => {
        const block = Buffer.from(bytes)
        const blocks = [
          { exif: Buffer.concat([Buffer.from('Exif\0\0'), block]), iptc: block, xmp: block },
          {
            iptc: Buffer.concat([Buffer.from('8BIM\x04\x04\0\0\0\0\0\x20\x1c'), block]),
            xmp: Buffer.from(text),
          },
        ]
        for (const some of blocks) expect(Object.keys(factsOf(some, zone))).toEqual(Object.keys(nothing))
      },
    ),
  )
})
