import { AuthorForm } from '@/features/authors/components/author-form.tsx'
import { loadAuthorForm } from '@/features/authors/loaders.ts'

export default async function AuthorPage({ params }: { params: Promise<{ id: string }> }) {
  const { author, people, portrait } = await loadAuthorForm((await params).id)
  return <AuthorForm author={author} people={people} portrait={portrait} key={author?.id ?? 0} />
}
