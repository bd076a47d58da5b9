'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Language } from '@/lib/i18n/language.ts'
import { type NewsroomWords, newsroomWords } from '@/lib/i18n/newsroom/words.ts'

type Setting = { language: Language; timeZone: string }

const Context = createContext<Setting>({ language: 'it', timeZone: 'Europe/Rome' })

/** Gives client components the language and zone of the interface. */
export function WordsProvider({ language, timeZone, children }: Setting & { children: ReactNode }) {
  return <Context value={{ language, timeZone }}>{children}</Context>
}

/** The interface's words, in client components. */
export const useWords = (): NewsroomWords => newsroomWords(useContext(Context).language)

/** Language and zone, for showing times. */
export const useSetting = (): Setting => useContext(Context)
