import { linksEndpoint } from '@/features/issues/endpoint.ts'

export const POST = linksEndpoint
