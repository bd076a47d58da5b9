import { expect, it } from 'vitest'
import { strip } from '@/server/strip.ts'

it.each([
  ['a script of the framework', '<script src="/_next/static/chunks/a.js" async=""></script>'],
  ['a script in the page', '<script>self.__next_f.push([1,"<p>text</p>\\n"])</script>'],
  ['a script over several lines', '<script id="x">\nlet a = 1 < 2\n</script>'],
  ['a module of the framework', '<script type="module" src="/_next/a.js"></script>'],
  ['a script that only speaks of ours', '<script src="/_next/a.js?from=/reader/">"/reader/"</script>'],
  ['a preload of a script', '<link rel="preload" as="script" href="/_next/a.js"/>'],
  ['the same, otherwise written', '<link href="/_next/a.js" as="script" fetchPriority="low" rel="preload"/>'],
  ['a preload of a module', '<link rel="modulepreload" href="/_next/a.js">'],
  ['markers of the renderer', '<!--$--><!--/$--><!--$?--><!--$!--><!--&--><!--/&--><!-- --><!--html-->'],
])('%s goes', (_, part) => {
  expect(strip(`<p>before</p>${part}<p>after</p>`)).toBe('<p>before</p><p>after</p>')
})

it.each([
  ['structured data', '<script type="application/ld+json">{"@type":"NewsArticle"}</script>'],
  ['our own small module', '<script type="module" src="/reader/page.js"></script>'],
  ['the same, otherwise written', '<script src="/reader/theme.js"></script>'],
  ['a preload of a font', '<link rel="preload" as="font" href="/_next/f.woff2" crossorigin=""/>'],
  ['a stylesheet', '<link rel="stylesheet" href="/_next/a.css"/>'],
  ['text that speaks of scripts', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['a form with an address', '<form action="/search" method="get"></form>'],
  ['an empty value elsewhere', '<input name="action" value=""/>'],
])('%s stays', (_, part) => {
  expect(strip(`<p>before</p>${part}<p>after</p>`)).toBe(`<p>before</p>${part}<p>after</p>`)
})

it('a form that posts to its own page has no action at all', () => {
  expect(strip('<form class="a" action="" method="POST"><input action=""/></form>')).toBe(
    '<form class="a" method="POST"><input action=""/></form>',
  )
})

it('a script that stays does not shield the one after it', () => {
  const data = '<script type="application/ld+json">{}</script>'
  expect(strip(`${data}<script>1</script>${data}<script>2</script>`)).toBe(data + data)
})

it('what is stripped already stays as it is', () => {
  const once = strip('<p>a</p><script>1</script><!--$--><b>c</b>')
  expect(strip(once)).toBe(once)
})
