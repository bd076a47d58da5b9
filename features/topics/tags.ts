/** One topic: its name, and the list of its articles. */
export const topicTag = (slug: string) => `topic:${slug}`
