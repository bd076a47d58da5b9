import { previewEndpoint } from '@/features/issues/endpoint.ts'

export const GET = previewEndpoint
