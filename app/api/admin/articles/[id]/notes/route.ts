import { newNoteEndpoint, notesEndpoint } from '@/features/notes/endpoint.ts'

export const GET = notesEndpoint
export const POST = newNoteEndpoint
