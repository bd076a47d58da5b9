/** One author: name, portrait, biography, and the list of what they wrote. */
export const authorTag = (slug: string) => `author:${slug}`
/** Names of authors wherever bylines stand: somebody was renamed or merged. */
export const authorsTag = 'authors'
