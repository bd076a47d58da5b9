import { createElement, Fragment, type ReactNode } from 'react'
import { Picture } from '@/features/media/components/picture.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { isExternal } from '@/lib/links.ts'
import { log } from '@/lib/log.ts'
import { type Picture as Ref, type Target, visit } from '../document/visitor.ts'
import type { Article } from '../schema.ts'
import { EmbedCard } from './embed-card.tsx'

type Props = {
  body: unknown
  media: MediaView[]
  links: Article['links']
  t: Dictionary
}

const tags = { bold: 'strong', italic: 'em', strike: 's', sup: 'sup', sub: 'sub', code: 'code' } as const
const textSizes = '(min-width: 46rem) 41rem, 100vw'

/** An article's body as readers see it. */
export function Body({ body, media, links, t }: Props) {
  const pictures = new Map(media.map((picture) => [picture.id, picture]))
  const articles = new Map(links.map((link) => [link.id, link]))
  const target = reactTarget(pictures, articles, t)
  return visit(body, target, { articlePath: (id) => articles.get(id)?.path ?? null }, (type) =>
    log.warn('unknown element in a body', { type }),
  )
}

function reactTarget(
  pictures: Map<number, MediaView>,
  articles: Map<number, Article['links'][number]>,
  t: Dictionary,
): Target<ReactNode> {
  const join = (parts: ReactNode[]) => createElement(Fragment, null, ...parts)
  const image = (ref: Ref, sizes: string) => {
    const media = pictures.get(ref.mediaId)
    return media ? <Picture media={media} alt={ref.alt ?? ''} sizes={sizes} /> : null
  }
  // Words about a picture that is not there, perhaps because its rights are over, help nobody.
  const isThere = (ref: Ref) => (pictures.get(ref.mediaId)?.variants.jpg ?? []).length > 0
  const creditOf = (ref: Ref) => ref.credit ?? pictures.get(ref.mediaId)?.credit ?? ''
  const caption = (words: ReactNode, credit: string) =>
    words || credit ? (
      <figcaption>
        {words} {credit && <span className="credit">{credit}</span>}
      </figcaption>
    ) : null
  return {
    join,
    text: (value) => value,
    lineBreak: () => <br />,
    mark: (type, children) => createElement(tags[type] ?? 'span', null, children),
    link: (href, children) => (
      <a href={href} rel={isExternal(href) ? 'noopener' : undefined}>
        {children}
      </a>
    ),
    paragraph: (children) => <p>{children}</p>,
    heading: (level, id, children) => createElement(`h${level}`, { id }, children),
    blockquote: (children) => <blockquote>{children}</blockquote>,
    pullQuote: (children, attribution) => (
      <figure className="pull-quote">
        <blockquote>
          <p>{children}</p>
        </blockquote>
        {attribution && <figcaption>{attribution}</figcaption>}
      </figure>
    ),
    list: (ordered, start, items) =>
      ordered ? <ol start={start === 1 ? undefined : start}>{join(items)}</ol> : <ul>{join(items)}</ul>,
    listItem: (children) => <li>{children}</li>,
    table: (rows) => {
      const row = (cells: (typeof rows)[number]) => (
        <tr>
          {join(
            cells.map((cell) => {
              const span = {
                colSpan: cell.colspan > 1 ? cell.colspan : undefined,
                rowSpan: cell.rowspan > 1 ? cell.rowspan : undefined,
              }
              const className = cell.numeric ? 'numeric' : undefined
              return cell.header ? (
                <th scope="col" className={className} {...span}>
                  {cell.content}
                </th>
              ) : (
                <td className={className} {...span}>
                  {cell.content}
                </td>
              )
            }),
          )}
        </tr>
      )
      const [first, ...rest] = rows
      const head =
        first?.every((cell) => cell.header || cell.empty) && first.some((cell) => cell.header)
          ? first
          : undefined
      return (
        // Focusable, so that somebody without a pointer can scroll a wide table.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable (WCAG 2.1.1)
        <section className="table-scroll" aria-label={t.article.table} tabIndex={0}>
          <table>
            {head && <thead>{row(head)}</thead>}
            <tbody>{join((head ? rest : rows).map(row))}</tbody>
          </table>
        </section>
      )
    },
    rule: () => <hr />,
    figure: (ref, layout, words) =>
      isThere(ref) ? (
        <figure className={layout === 'wide' ? 'wide' : undefined}>
          {image(ref, textSizes)}
          {caption(words, creditOf(ref))}
        </figure>
      ) : null,
    gallery: (all, words) => {
      const items = all.filter(isThere)
      if (items.length === 0) return null
      return (
        <figure className="gallery">
          <ul className="gallery-items" aria-label={t.article.gallery}>
            {join(
              items.map((item) => (
                <li>
                  <figure>
                    {image(item, '(min-width: 46rem) 20rem, 50vw')}
                    {caption(item.caption, creditOf(item))}
                  </figure>
                </li>
              )),
            )}
          </ul>
          {words && <figcaption>{words}</figcaption>}
        </figure>
      )
    },
    embed: (embed) => (
      <EmbedCard
        {...embed}
        poster={embed.posterMediaId === null ? undefined : pictures.get(embed.posterMediaId)}
        t={t}
      />
    ),
    infobox: (children) => (
      <aside className="infobox" aria-label={t.article.infobox}>
        {children}
      </aside>
    ),
    relatedArticle: (id) => {
      const article = articles.get(id)
      return article ? (
        <aside className="read-also" aria-label={t.article.readAlso}>
          <p>{t.article.readAlso}</p>
          <a href={article.path}>{article.headline}</a>
        </aside>
      ) : null
    },
    footnoteReference: (n) => (
      <sup className="note-reference">
        <a href={`#nota-${n}`} id={`rif-${n}`} aria-label={t.article.note(n)}>
          {n}
        </a>
      </sup>
    ),
    document: (blocks, notes) => (
      <>
        {join(blocks)}
        {notes.length > 0 && (
          <section className="notes" aria-labelledby="note">
            <h2 id="note">{t.article.notes}</h2>
            <ol>
              {join(
                notes.map((note, i) => (
                  <li id={`nota-${i + 1}`}>
                    {note}{' '}
                    <a
                      href={`#rif-${i + 1}`}
                      aria-label={`${t.article.backToText}: ${t.article.note(i + 1)}`}
                    >
                      ↩
                    </a>
                  </li>
                )),
              )}
            </ol>
          </section>
        )}
      </>
    ),
    unknown: (children, inline) => (inline ? children : <p>{children}</p>),
  }
}
