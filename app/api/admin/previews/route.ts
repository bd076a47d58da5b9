import { createLink, listLinks } from '@/features/previews/endpoint.ts'

export const GET = listLinks
export const POST = createLink
