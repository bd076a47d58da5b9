import { expect, it } from 'vitest'
import { previewBar, withBar } from '@/features/previews/bar.ts'
import { publication } from '@/tests/factories/views.ts'

const at = Date.parse('2026-11-24T17:00:00Z')
const scene = { at, articleId: null, revisionId: null, layout: null }
const facts = { token: 't', scene, at, path: '/', arrivals: [] }

it('whoever takes the bar out again has the page as it was', () => {
  const html =
    '<!DOCTYPE html><html><head><style>body{}</style></head><body class="x"><div>Il ponte</div></body></html>'
  const arrivals = [{ path: '/citta/ponte', headline: '</div><script>alert(1)</script>', at }]
  const shown = withBar(html, previewBar(publication(), { ...facts, arrivals }))
  expect(shown).not.toBe(html)
  expect(shown).not.toContain('<script>alert')
  expect(shown.replace(/<div id="preview-bar"[\s\S]*?<\/div>/, '')).toBe(html)
})

it('the bar says which time it is, in the publication’s zone', () => {
  expect(previewBar(publication(), facts)).toContain('martedì 24 novembre 2026 alle 18:00')
})

it('an article’s bar offers no way to the rest of the site', () => {
  const bar = previewBar(publication(), { ...facts, scene: { ...scene, at: null, articleId: 1 } })
  expect(bar).not.toContain('<form')
  expect(bar).not.toContain('data-base')
})

it('what is typed into the address of the page cannot leave its attribute', () => {
  const bar = previewBar(publication(), { ...facts, path: '/"><script>x</script>' })
  expect(bar).not.toContain('<script>x')
})
