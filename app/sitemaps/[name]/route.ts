import { loadSitemap } from '@/features/discovery/loaders.ts'

type Context = { params: Promise<{ name: string }> }

export const GET = async (_: Request, { params }: Context) => loadSitemap((await params).name)
