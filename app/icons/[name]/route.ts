import { loadIcon } from '@/features/discovery/loaders.ts'

type Context = { params: Promise<{ name: string }> }

export const GET = async (_: Request, { params }: Context) => loadIcon((await params).name)
