import { loadSitemapIndex } from '@/features/discovery/loaders.ts'

export const GET = () => loadSitemapIndex()
