/** One picture: its files, texts and focal point. */
export const mediaTag = (id: number) => `media:${id}`
