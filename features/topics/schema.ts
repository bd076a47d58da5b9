export type Topic = { id: number; slug: string; name: string; description: string }
