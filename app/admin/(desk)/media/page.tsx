import type { Metadata } from 'next'
import { can, loadNewsroom } from '@/features/accounts/loaders.ts'
import { Library } from '@/features/media/components/library.tsx'
import { loadLibrary } from '@/features/media/loaders.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.media.title }
}

export default async function MediaPage({ searchParams }: Props) {
  const { actor, publication, t, ...library } = await loadLibrary(await searchParams)
  const { language, timeZone } = publication
  return (
    <Library
      {...library}
      mayUpload={can(actor, 'media:upload')}
      language={language}
      timeZone={timeZone}
      t={t}
    />
  )
}
