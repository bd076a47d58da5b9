import { progressEndpoint } from '@/features/sending/endpoint.ts'

export const GET = progressEndpoint
