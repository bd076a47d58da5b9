import { testEndpoint } from '@/features/sending/endpoint.ts'

export const POST = testEndpoint
