import type { Teaser } from '@/features/articles/schema.ts'
import { ArticleList } from '@/features/listings/components/article-list.tsx'
import type { ListPage } from '@/features/listings/page.ts'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Topic } from '../schema.ts'

type Props = { topic: Topic; list: ListPage<Teaser>; publication: Publication; t: Dictionary }

/** Everything about one topic, newest first. */
export function TopicView({ topic, list, publication, t }: Props) {
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <p className="eyebrow">{t.topic.label}</p>
        <h1>{topic.name}</h1>
        {topic.description && <p>{topic.description}</p>}
      </header>
      <ArticleList
        list={list}
        base={`/topics/${topic.slug}`}
        empty={t.topic.none}
        context={{ t, language: publication.language, timeZone: publication.timeZone }}
      />
    </main>
  )
}
