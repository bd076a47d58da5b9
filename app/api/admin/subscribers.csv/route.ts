import { exportEndpoint } from '@/features/subscriber-files/endpoint.ts'

export const GET = exportEndpoint
