import { importWord } from '@/features/transfer/endpoint.ts'

export const POST = importWord
