import { resolveNoteEndpoint } from '@/features/notes/endpoint.ts'

export const PATCH = resolveNoteEndpoint
