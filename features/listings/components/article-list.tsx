import { Pager } from '@/components/ui/pager.tsx'
import { RowTeaser, type TeaserContext } from '@/features/articles/components/teaser.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import type { ListPage } from '../page.ts'

type Props = { list: ListPage<Teaser>; base: string; empty: string; context: TeaserContext }

/** A page of a list of articles, with the way to the others. */
export function ArticleList({ list, base, empty, context }: Props) {
  if (list.items.length === 0) return <p>{empty}</p>
  return (
    <div className="list-page">
      <ol className="list">
        {list.items.map((teaser) => (
          <li key={teaser.id}>
            <RowTeaser teaser={teaser} context={context} heading="h2" />
          </li>
        ))}
      </ol>
      <Pager base={base} page={list.page} more={list.more} words={context.t.pager} />
    </div>
  )
}
