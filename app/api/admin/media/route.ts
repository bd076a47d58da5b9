import { listPictures, uploadPicture } from '@/features/media/endpoint.ts'

export const GET = listPictures
export const POST = uploadPicture
