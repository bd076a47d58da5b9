// The articles that a text can name, asked of the server and remembered for as long as the page is open.
import type { ArticleChoice } from '@/features/articles/schema.ts'
import type { ArticleDesk } from './host.ts'

type Query = { q: string } | { ids: string } | { url: string }

async function ask(query: Query, signal?: AbortSignal): Promise<ArticleChoice[]> {
  const response = await fetch(`/api/admin/articles/search?${new URLSearchParams(query)}`, {
    ...(signal ? { signal } : {}),
    headers: { Accept: 'application/json' },
  })
  if (!response.ok) throw new Error(`search: ${response.status}`)
  return ((await response.json()) as { items: ArticleChoice[] }).items
}

export function articleDesk(request = ask): ArticleDesk {
  const known = new Map<number, Promise<ArticleChoice | null>>()
  const know = (article: ArticleChoice) => void known.set(article.id, Promise.resolve(article))
  return {
    know,
    find: (id) => {
      let answer = known.get(id)
      if (!answer) {
        answer = request({ ids: String(id) }).then(
          ([article]) => article ?? null,
          () => {
            known.delete(id) // asked again the next time
            return null
          },
        )
        known.set(id, answer)
      }
      return answer
    },
    at: async (address) => {
      const [article] = await request({ url: address }).catch(() => [])
      if (article) know(article)
      return article ?? null
    },
    search: async (typed, signal) => {
      const items = await request({ q: typed }, signal)
      for (const article of items) know(article)
      return items
    },
  }
}
