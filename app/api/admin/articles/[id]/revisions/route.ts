import { revisionsEndpoint } from '@/features/revisions/endpoint.ts'

export const GET = revisionsEndpoint
