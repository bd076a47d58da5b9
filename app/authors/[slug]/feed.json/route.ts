import { loadFeed } from '@/features/discovery/loaders.ts'

type Context = { params: Promise<{ slug: string }> }

export const GET = async (_: Request, { params }: Context) => loadFeed('json', 'author', (await params).slug)
