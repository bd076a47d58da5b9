import { dataEndpoint } from '@/features/subscriber-desk/endpoint.ts'

export const GET = dataEndpoint
