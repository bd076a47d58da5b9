import { schedulePage } from '@/features/front-page/endpoint.ts'

export const POST = schedulePage
