import type { Teaser } from '@/features/articles/schema.ts'
import { ArticleList } from '@/features/listings/components/article-list.tsx'
import type { ListPage } from '@/features/listings/page.ts'
import type { MediaView } from '@/features/media/schema.ts'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Author } from '../schema.ts'
import { Contact } from './contact.tsx'
import { Portrait } from './portrait.tsx'

type Props = {
  author: Author
  portrait: MediaView | undefined
  list: ListPage<Teaser>
  publication: Publication
  t: Dictionary
}

/** Who somebody is and what they wrote. */
export function AuthorView({ author, portrait, list, publication, t }: Props) {
  return (
    <main id="content" className="wrap">
      <header className="page-head author-head">
        <Portrait name={author.name} media={portrait} size="large" />
        <div>
          {author.role && <p className="eyebrow">{author.role}</p>}
          <h1>{author.name}</h1>
          {author.bio && <p>{author.bio}</p>}
          <Contact author={author} t={t} />
          {author.expertise.length > 0 && (
            <dl>
              <dt>{t.author.expertise}: </dt>
              <dd>{author.expertise.join(', ')}</dd>
            </dl>
          )}
        </div>
      </header>
      <h2 className="block-title">{t.author.articles(author.name)}</h2>
      <ArticleList
        list={list}
        base={`/authors/${author.slug}`}
        empty={t.author.none}
        context={{ t, language: publication.language, timeZone: publication.timeZone }}
      />
    </main>
  )
}
