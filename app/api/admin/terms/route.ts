import { answerTerms } from '@/features/desk/loaders.ts'

/** Topics or authors by what their name begins with or holds. */
export const GET = (request: Request) => answerTerms(request)
