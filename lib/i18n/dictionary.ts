import { en } from './en.ts'
import { it } from './it.ts'
import type { Language } from './language.ts'

/** Every word of the interface. Italian is written first; the others have the same keys. */
export type Dictionary = typeof it

const dictionaries: Record<Language, Dictionary> = { it, en }

/** The interface's words in a language. */
export function dictionaryOf(language: Language): Dictionary {
  return dictionaries[language]
}
