import { findArticles } from '@/features/search/endpoint.ts'

export const GET = findArticles
