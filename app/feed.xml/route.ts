import { loadFeed } from '@/features/discovery/loaders.ts'

export const GET = () => loadFeed('rss')
