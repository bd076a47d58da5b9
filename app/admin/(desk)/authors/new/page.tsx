import { AuthorForm } from '@/features/authors/components/author-form.tsx'
import { loadAuthorForm } from '@/features/authors/loaders.ts'

export default async function AuthorPage() {
  const { author, people, portrait } = await loadAuthorForm(null)
  return <AuthorForm author={author} people={people} portrait={portrait} key={author?.id ?? 0} />
}
