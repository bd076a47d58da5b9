import { presenceEndpoint } from '@/features/writing/endpoint.ts'

export const POST = presenceEndpoint
