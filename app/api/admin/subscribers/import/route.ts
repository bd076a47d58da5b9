import { importEndpoint } from '@/features/subscriber-files/endpoint.ts'

export const POST = importEndpoint
