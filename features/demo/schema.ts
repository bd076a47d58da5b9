import { z } from 'zod'
import { legalSchema, newsletterSchema, supportSchema } from '@/features/settings/schema.ts'
import { languages } from '@/lib/i18n/language.ts'

const entry = z.strictObject({ name: z.string(), slug: z.string(), description: z.string().default('') })

/** The file publication.yaml of a demo edition. */
export const demoPublicationSchema = z.strictObject({
  name: z.string(),
  tagline: z.string(),
  description: z.string(),
  language: z.enum(languages),
  timeZone: z.string(),
  accent: z.string().default('#9b2c1f'),
  supportNotice: supportSchema.partial({ url: true }),
  newsletter: newsletterSchema,
  newsletters: z.array(entry.extend({ frequency: z.enum(['daily', 'weekly', 'other']) })).default([]),
  legal: legalSchema,
  about: z.string(),
  authors: z.array(
    z.strictObject({
      name: z.string(),
      slug: z.string(),
      kind: z.enum(['person', 'organisation']),
      role: z.string(),
      bio: z.string(),
      expertise: z.array(z.string()).default([]),
    }),
  ),
  sections: z.array(entry.extend({ parent: z.string().optional() })),
  topics: z.array(entry),
  series: z.array(entry),
})

/** The file media.yaml: what is known of each picture besides its bytes. */
export const demoMediaSchema = z.array(
  z.object({
    file: z.string(),
    alt: z.string(),
    caption: z.string().default(''),
    credit: z.string(),
    licence: z.string(),
    licenceUrl: z.string().default(''),
    source: z.string().default(''),
    focalX: z.number().min(0).max(1).default(0.5),
    focalY: z.number().min(0).max(1).default(0.5),
  }),
)
