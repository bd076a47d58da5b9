import { logFileEndpoint } from '@/features/sending/endpoint.ts'

export const GET = logFileEndpoint
