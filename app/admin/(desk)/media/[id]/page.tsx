import type { Metadata } from 'next'
import { PictureView } from '@/features/media/components/picture-view.tsx'
import { loadPicture } from '@/features/media/loaders.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { item, t } = await loadPicture((await params).id)
  return { title: item.name || t.media.unnamed }
}

export default async function PicturePage({ params }: Props) {
  return <PictureView {...(await loadPicture((await params).id))} />
}
