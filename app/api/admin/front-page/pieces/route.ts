import { findPieces } from '@/features/front-page/endpoint.ts'

export const GET = findPieces
