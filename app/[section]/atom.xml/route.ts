import { loadFeed } from '@/features/discovery/loaders.ts'

type Context = { params: Promise<{ section: string }> }

export const GET = async (_: Request, { params }: Context) =>
  loadFeed('atom', 'section', (await params).section)
