import { loadManifest } from '@/features/discovery/loaders.ts'

export const GET = () => loadManifest()
