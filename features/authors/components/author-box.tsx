import type { MediaView } from '@/features/media/schema.ts'
import { LegalNote } from '@/features/settings/components/legal-note.tsx'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Author } from '../schema.ts'
import { Contact } from './contact.tsx'
import { Portrait } from './portrait.tsx'

type Props = { authors: Author[]; portraits: MediaView[]; publication: Publication; t: Dictionary }

/** Who wrote this. Under a newsroom's name stands the newspaper's legal note. */
export function AuthorBox({ authors, portraits, publication, t }: Props) {
  if (authors.length === 0) return null
  return (
    <section
      className="author-box"
      aria-label={authors.length > 1 ? t.article.aboutAuthors : t.article.aboutAuthor}
    >
      {authors.map((author) => (
        <div key={author.id} className="author-box-entry">
          <Portrait
            name={author.name}
            media={portraits.find((picture) => picture.id === author.portraitMediaId)}
          />
          <div>
            <p className="author-box-name">
              <a href={`/authors/${author.slug}`}>{author.name}</a>
              {author.role && <span>{author.role}</span>}
            </p>
            {author.bio && <p>{author.bio}</p>}
            <Contact author={author} t={t} />
            {author.kind === 'organisation' && <LegalNote publication={publication} t={t} />}
          </div>
        </div>
      ))}
    </section>
  )
}
