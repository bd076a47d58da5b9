import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

// Raw HTML passes through here because the HTML importer, and only it, decides what may stay.
const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })

/** HTML of a Markdown text (CommonMark and GFM). Not safe to show: it is meant for importHtml. */
export function markdownToHtml(markdown: string): string {
  return String(processor.processSync(markdown))
}
