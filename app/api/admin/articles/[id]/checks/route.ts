import { checksEndpoint } from '@/features/workflow/endpoint.ts'

export const GET = checksEndpoint
