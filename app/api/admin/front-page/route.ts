import { setPage, showDesk } from '@/features/front-page/endpoint.ts'

export const GET = showDesk
export const PUT = setPage
