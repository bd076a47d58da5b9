import { loadIssuesFeed } from '@/features/newsletter-archive/loaders.ts'

type Context = { params: Promise<{ list: string }> }

export const GET = async (_: Request, { params }: Context) => loadIssuesFeed((await params).list)
