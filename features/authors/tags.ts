/** One author: name, portrait, biography, and the list of what they wrote. */
export const authorTag = (slug: string) => `author:${slug}`
