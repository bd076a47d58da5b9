import { describe, expect, it } from 'vitest'
import { type ImportResolver, importHtml } from '@/features/articles/document/import-html.ts'

const resolver: ImportResolver = {
  picture: async (source) => (source === 'mare.jpg' ? { id: 7, alt: 'Il mare' } : null),
  article: async (path) => (path === '/citta/ponte' || path === 'ponte' ? 42 : null),
}
async function blocks(html: string) {
  const result = await importHtml(html, resolver)
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return { content: result.document.content, notices: result.notices }
}

describe('importHtml', () => {
  it('keeps structure and marks', async () => {
    const { content, notices } = await blocks(
      '<h2>Uno</h2><p>Due <strong>tre <em>quattro</em></strong></p><ul><li>a<ul><li>b</li></ul></li></ul>',
    )
    expect(content.map((b) => b.type)).toEqual(['heading', 'paragraph', 'bulletList'])
    expect(JSON.stringify(content[2])).toContain('"bulletList","content":[{"type":"listItem"')
    expect(notices).toEqual([])
  })
  it('refuses dangerous links and says so', async () => {
    const { content, notices } = await blocks(
      '<p><a href="JaVaScRiPt:alert(1)">x</a> <a href="//evil.example/">y</a> <a href="https://ok.example/">z</a></p>',
    )
    expect(JSON.stringify(content)).not.toMatch(/javascript|evil/i)
    expect(JSON.stringify(content)).toContain('https://ok.example/')
    expect(notices).toHaveLength(2)
  })
  it('points links to our articles at their id', async () => {
    const { content } = await blocks(
      '<p><a href="/citta/ponte">il ponte</a></p><aside class="related" data-article="ponte"></aside><aside class="related" data-article="no"></aside>',
    )
    expect(JSON.stringify(content)).toContain('"href":"/citta/ponte","articleId":42')
    expect(content[1]).toEqual({ type: 'relatedArticle', attrs: { articleId: 42 } })
    expect(content).toHaveLength(2)
  })
  it('lifts pictures out of paragraphs and reports missing ones', async () => {
    const { content, notices } = await blocks(
      '<p><img src="mare.jpg" title="Didascalia"></p><p>Testo <img src="no.jpg"></p>',
    )
    expect(content[0]).toEqual({
      type: 'figure',
      attrs: { mediaId: 7, alt: 'Il mare', credit: null, layout: 'normal' },
      content: [{ type: 'text', text: 'Didascalia' }],
    })
    expect(content).toHaveLength(2)
    expect(notices.join()).toContain('no.jpg')
  })
  it('makes galleries, infoboxes, pull quotes, embeds, tables and footnotes', async () => {
    const { content, notices } = await blocks(`
      <figure class="gallery"><p><img src="mare.jpg" alt="A"></p><p><img src="mare.jpg" alt="B"></p><figcaption>Insieme</figcaption></figure>
      <aside class="infobox"><h3>Scheda</h3><ul><li>uno</li></ul></aside>
      <blockquote class="pullquote"><p>Una frase.</p><p><cite>Ada</cite></p></blockquote>
      <p><a href="https://youtu.be/aqz-KE-bpKQ?si=x">https://youtu.be/aqz-KE-bpKQ?si=x</a></p>
      <table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
      <p>Nota<sup><a href="#fn-1" data-footnote-ref>1</a></sup></p>
      <section data-footnotes><ol><li id="fn-1"><p>La <em>nota</em>. <a href="#x" data-footnote-backref>↩</a></p></li></ol></section>`)
    expect(content.map((b) => b.type)).toEqual([
      'gallery',
      'infobox',
      'pullQuote',
      'embed',
      'table',
      'paragraph',
    ])
    expect(content[2]).toMatchObject({ attrs: { attribution: 'Ada' }, content: [{ text: 'Una frase.' }] })
    expect(content[3]).toMatchObject({
      attrs: { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ' },
    })
    expect(JSON.stringify(content[5])).toContain('"footnote","content":[{"type":"text","text":"La "}')
    expect(notices).toEqual([])
  })
  it('lists unknown elements and foreign frames instead of dropping them silently', async () => {
    const { content, notices } = await blocks(
      '<p>a <mark>b</mark></p><script>alert(1)</script><iframe src="https://evil.example/x"></iframe>',
    )
    expect(JSON.stringify(content)).not.toContain('alert')
    expect(notices.sort()).toEqual([
      '<iframe> of evil.example: not one of the embeds that can be shown, left out',
      '<mark>: the element is not kept, its text is',
      '<script>: left out',
    ])
  })
})
