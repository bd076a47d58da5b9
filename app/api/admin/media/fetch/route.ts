import { fetchPicture } from '@/features/media/endpoint.ts'

export const POST = fetchPicture
