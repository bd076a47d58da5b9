import { commandEndpoint, workflowEndpoint } from '@/features/workflow/endpoint.ts'

export const GET = workflowEndpoint
export const POST = commandEndpoint
