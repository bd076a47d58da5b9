import { loadRobots } from '@/features/discovery/loaders.ts'

export const GET = () => loadRobots()
