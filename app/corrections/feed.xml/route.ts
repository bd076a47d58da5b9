import { loadCorrectionsFeed } from '@/features/corrections/loaders.ts'

export const GET = () => loadCorrectionsFeed('rss')
