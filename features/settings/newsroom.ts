import { z } from 'zod'
import { defaultRoles, type Permission, permissions, type Role } from '@/features/accounts/policy.ts'

/** What is looked at before something is published. */
export const checkNames = [
  'headline-missing',
  'headline-length',
  'headline-similar',
  'standfirst-missing',
  'alt-missing',
  'credit-missing',
  'heading-order',
  'link-dead',
] as const
export type CheckName = (typeof checkNames)[number]

/** What a finding does: nothing, it is shown, or it stops the publication until somebody overrides it with a reason. */
export const checkLevels = ['off', 'warn', 'block'] as const
export type CheckLevel = (typeof checkLevels)[number]

const defaultChecks: Record<CheckName, CheckLevel> = {
  'headline-missing': 'block',
  'headline-length': 'warn',
  'headline-similar': 'warn',
  'standfirst-missing': 'warn',
  'alt-missing': 'block',
  'credit-missing': 'warn',
  'heading-order': 'warn',
  'link-dead': 'warn',
}

const known = new Set<string>(permissions)
/** A permission that this version does not know is left out: it can allow nothing. */
const permissionsOf = (role: Role) =>
  z
    .array(z.string())
    .transform((list) => [...new Set(list)].filter((name): name is Permission => known.has(name)))
    .prefault([...defaultRoles[role]])

const level = (name: CheckName) => z.enum(checkLevels).default(defaultChecks[name])

/** How a newsroom works. Everything has a default: nothing needs to be set up before the first article. */
export const newsroomSettings = z.object({
  roles: z
    .object({
      contributor: permissionsOf('contributor'),
      author: permissionsOf('author'),
      editor: permissionsOf('editor'),
      // Whoever may change the roles could shut everybody out: this one cannot be made smaller.
      administrator: z
        .unknown()
        .prefault(null)
        .transform((): Permission[] => [...permissions]),
    })
    .prefault({}),
  /** Whoever wrote or submitted a text cannot be the one who approves it. */
  fourEyes: z.boolean().default(false),
  /** What a change to an approved text does: it must be approved again, or the approval stands. */
  editAfterApproval: z.enum(['draft', 'keep']).default('draft'),
  /** Administrators must have a second factor to sign in. */
  requireSecondFactor: z.boolean().default(false),
  checks: z
    .object({
      // A page without a headline cannot be listed anywhere.
      'headline-missing': z
        .unknown()
        .prefault(null)
        .transform((): CheckLevel => 'block'),
      'headline-length': level('headline-length'),
      'headline-similar': level('headline-similar'),
      'standfirst-missing': level('standfirst-missing'),
      'alt-missing': level('alt-missing'),
      'credit-missing': level('credit-missing'),
      'heading-order': level('heading-order'),
      'link-dead': level('link-dead'),
    })
    .prefault({}),
})
export type NewsroomSettings = z.output<typeof newsroomSettings>
export type NewsroomInput = z.input<typeof newsroomSettings>
