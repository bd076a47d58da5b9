import { loadFavicon } from '@/features/discovery/loaders.ts'

export const GET = () => loadFavicon()
