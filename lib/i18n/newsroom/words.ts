import type { Language } from '../language.ts'
import { en } from './en/words.ts'
import { it } from './it/words.ts'

/** Every word of the newsroom's interface. Italian is written first; the others have the same keys. */
export type NewsroomWords = typeof it

const words: Record<Language, NewsroomWords> = { it, en }

/** The newsroom's words in a language. */
export const newsroomWords = (language: Language): NewsroomWords => words[language]
