import { currentEndpoint, saveEndpoint } from '@/features/issues/endpoint.ts'

export const GET = currentEndpoint
export const PUT = saveEndpoint
