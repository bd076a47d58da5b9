import { choicesEndpoint, newTopicEndpoint } from '@/features/writing/endpoint.ts'

export const GET = choicesEndpoint
export const POST = newTopicEndpoint
