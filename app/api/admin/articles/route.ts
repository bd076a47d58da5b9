import { createEndpoint } from '@/features/writing/endpoint.ts'

export const POST = createEndpoint
