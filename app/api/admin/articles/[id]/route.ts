import { currentEndpoint, saveEndpoint } from '@/features/writing/endpoint.ts'

export const GET = currentEndpoint
export const PUT = saveEndpoint
