import { commandEndpoint } from '@/features/sending/endpoint.ts'

export const POST = commandEndpoint
