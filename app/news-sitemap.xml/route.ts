import { loadNewsSitemap } from '@/features/discovery/loaders.ts'

export const GET = () => loadNewsSitemap()
