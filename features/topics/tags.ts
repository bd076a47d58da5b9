/** One topic: its name, and the list of its articles. */
export const topicTag = (slug: string) => `topic:${slug}`
/** Names of topics wherever articles show them: one was renamed or merged. */
export const topicsTag = 'topics'
