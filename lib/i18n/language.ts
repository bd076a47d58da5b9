/** The languages that the interface speaks. */
export const languages = ['it', 'en'] as const
export type Language = (typeof languages)[number]
