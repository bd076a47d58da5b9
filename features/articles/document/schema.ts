// The contract of every body: ProseMirror JSON, checked strictly on every write and again before rendering.
import { z } from 'zod'
import { safeHref } from '@/lib/links.ts'
import { embedProviders, parseEmbed } from './embeds.ts'
import { checkLimits } from './limits.ts'

/** Version that is written. Older documents pass through migrations.ts first. */
export const documentVersion = 1

const id = z.int().positive()
const line = z.string().max(20_000)
/** Set by the editor, so that two people's changes can be merged block by block. */
const block = {
  id: z
    .string()
    .regex(/^[a-z0-9]{6,24}$/)
    .optional(),
}

const href = z
  .string()
  .refine(
    (value) => safeHref(value) === value,
    'a link goes to http, https, mailto, tel or a path of this site',
  )

const plainMark = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })
const markSchema = z.discriminatedUnion('type', [
  plainMark('bold'),
  plainMark('italic'),
  plainMark('strike'),
  plainMark('sup'),
  plainMark('sub'),
  plainMark('code'),
  z.strictObject({
    type: z.literal('link'),
    attrs: z
      .strictObject({ href: href.nullable(), articleId: id.nullable() })
      .refine(
        (attrs) => attrs.href !== null || attrs.articleId !== null,
        'a link needs an address or an article',
      ),
  }),
])

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  marks: z.array(markSchema).max(7).optional(),
})
const hardBreakSchema = z.strictObject({
  type: z.literal('hardBreak'),
  marks: z.array(markSchema).max(7).optional(),
})
const footnoteSchema = z.strictObject({
  type: z.literal('footnote'),
  content: z.array(z.discriminatedUnion('type', [textSchema, hardBreakSchema])).min(1),
  marks: z.array(markSchema).max(7).optional(),
})
const inlineSchema = z.discriminatedUnion('type', [textSchema, hardBreakSchema, footnoteSchema])
const inline = { content: z.array(inlineSchema).optional() }

const attrs = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ ...block, ...shape })
const optionalAttrs = { attrs: attrs({}).optional() }

const paragraphSchema = z.strictObject({ type: z.literal('paragraph'), ...optionalAttrs, ...inline })
const headingSchema = z.strictObject({
  type: z.literal('heading'),
  attrs: attrs({ level: z.literal([2, 3, 4]) }),
  ...inline,
})
const pullQuoteSchema = z.strictObject({
  type: z.literal('pullQuote'),
  attrs: attrs({ attribution: line.nullable() }),
  ...inline,
})
const horizontalRuleSchema = z.strictObject({ type: z.literal('horizontalRule'), ...optionalAttrs })

/** Alternative text: a string, or null for a picture that is only decoration. */
const picture = { mediaId: id, alt: line.nullable(), credit: line.nullable() }
const figureSchema = z.strictObject({
  type: z.literal('figure'),
  attrs: attrs({ ...picture, layout: z.enum(['normal', 'wide']) }),
  ...inline,
})
const gallerySchema = z.strictObject({
  type: z.literal('gallery'),
  attrs: attrs({
    items: z
      .array(z.strictObject({ ...picture, caption: line.nullable() }))
      .min(1)
      .max(60),
  }),
  ...inline,
})

const embedSchema = z.strictObject({
  type: z.literal('embed'),
  attrs: attrs({
    provider: z.enum(embedProviders),
    url: z.url({ protocol: /^https$/ }).max(2048),
    title: line.nullable(),
    posterMediaId: id.nullable(),
  }).refine(
    (embed) => parseEmbed(embed.url)?.provider === embed.provider,
    'the address is not one of that site',
  ),
})
const relatedArticleSchema = z.strictObject({
  type: z.literal('relatedArticle'),
  attrs: attrs({ articleId: id }),
})

// Lists hold lists, so their types are written out: TypeScript cannot infer a circle.
type Attrs = { id?: string | undefined }
type ListItem = { type: 'listItem'; attrs?: Attrs | undefined; content: Flow[] }
type BulletList = { type: 'bulletList'; attrs?: Attrs | undefined; content: ListItem[] }
type OrderedList = {
  type: 'orderedList'
  attrs?: (Attrs & { start: number }) | undefined
  content: ListItem[]
}
type Flow = z.infer<typeof paragraphSchema> | BulletList | OrderedList

const flow: z.ZodType<Flow> = z.lazy(() => flowSchema)
const listItemSchema = z.strictObject({
  type: z.literal('listItem'),
  ...optionalAttrs,
  content: z.array(flow).min(1),
})
const bulletListSchema = z.strictObject({
  type: z.literal('bulletList'),
  ...optionalAttrs,
  content: z.array(listItemSchema).min(1),
})
const orderedListSchema = z.strictObject({
  type: z.literal('orderedList'),
  attrs: attrs({ start: z.int().min(0).max(1_000_000) }).optional(),
  content: z.array(listItemSchema).min(1),
})

const flowSchema = z.discriminatedUnion('type', [paragraphSchema, bulletListSchema, orderedListSchema])

const blockquoteSchema = z.strictObject({
  type: z.literal('blockquote'),
  ...optionalAttrs,
  content: z.array(flow).min(1),
})
const span = z.int().min(1).max(100)
const cell = {
  attrs: z.strictObject({ colspan: span, rowspan: span }).optional(),
  content: z.array(flow).min(1),
}
const rowSchema = z.strictObject({
  type: z.literal('tableRow'),
  content: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('tableHeader'), ...cell }),
        z.strictObject({ type: z.literal('tableCell'), ...cell }),
      ]),
    )
    .min(1)
    .max(60),
})
const tableSchema = z.strictObject({
  type: z.literal('table'),
  ...optionalAttrs,
  content: z.array(rowSchema).min(1),
})

const infoboxSchema = z.strictObject({
  type: z.literal('infobox'),
  ...optionalAttrs,
  content: z
    .array(
      z.discriminatedUnion('type', [
        headingSchema,
        paragraphSchema,
        bulletListSchema,
        orderedListSchema,
        figureSchema,
        tableSchema,
      ]),
    )
    .min(1),
})

const blockSchema = z.discriminatedUnion('type', [
  paragraphSchema,
  headingSchema,
  blockquoteSchema,
  pullQuoteSchema,
  bulletListSchema,
  orderedListSchema,
  tableSchema,
  horizontalRuleSchema,
  figureSchema,
  gallerySchema,
  embedSchema,
  infoboxSchema,
  relatedArticleSchema,
])

const documentSchema = z.strictObject({ type: z.literal('doc'), content: z.array(blockSchema).min(1) })

export type { EmbedProvider } from './embeds.ts'
export type Mark = z.infer<typeof markSchema>
export type Inline = z.infer<typeof inlineSchema>
export type Block = z.infer<typeof blockSchema>
export type Document = z.infer<typeof documentSchema>

/** The node types that a document of the present version may hold. */
export const nodeTypes: readonly string[] = [
  'doc',
  'text',
  'hardBreak',
  'footnote',
  'listItem',
  'tableRow',
  'tableHeader',
  'tableCell',
  ...blockSchema.options.map((option) => option.shape.type.value),
]

export type Checked = { ok: true; document: Document } | { ok: false; errors: string[] }

/** Checks a document of the present version: size, depth and count first, then every node and attribute. */
export function checkDocument(value: unknown): Checked {
  const limit = checkLimits(value)
  if (limit) return { ok: false, errors: [limit] }
  const result = documentSchema.safeParse(value)
  if (result.success) return { ok: true, document: result.data }
  return {
    ok: false,
    errors: result.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  }
}
