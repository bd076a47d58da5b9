'use client'

import { useRouter } from 'next/navigation'
import { Uploader } from './uploader.tsx'

/** The library's own place for new pictures: what has arrived is in the list below at once. */
export function LibraryUploader() {
  const router = useRouter()
  return <Uploader links onUploaded={() => router.refresh()} />
}
