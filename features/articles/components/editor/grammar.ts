// The grammar of document/model.ts as the editor's own nodes and marks: content and groups are taken from there, so the
// two cannot drift apart. Node views and commands are added elsewhere.
import {
  Extension,
  InputRule,
  Mark,
  markInputRule,
  mergeAttributes,
  Node,
  nodeInputRule,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/core'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { model } from '@/features/articles/document/model.ts'
import { safeHref } from '@/lib/links.ts'

/** What the model says of a node, in the editor's terms. */
export function fromModel(name: string) {
  const { content, group, inline } = model.nodes[name]?.spec ?? {}
  return {
    name,
    ...(content === undefined ? {} : { content }),
    ...(group === undefined ? {} : { group }),
    ...(inline === undefined ? {} : { inline }),
  }
}

const Doc = Node.create({ ...fromModel('doc'), topNode: true })
const Text = Node.create({ ...fromModel('text') })

const Paragraph = Node.create({
  ...fromModel('paragraph'),
  priority: 1000, // what an empty place is filled with
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode(this.name) }
  },
})

const Heading = Node.create({
  ...fromModel('heading'),
  defining: true,
  addAttributes: () => ({ level: { default: 2, rendered: false } }),
  parseHTML: () =>
    [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(4, Math.max(2, n)) } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      [2, 3, 4].map((level) => [
        `Mod-Alt-${level}`,
        () => this.editor.commands.toggleNode(this.name, 'paragraph', { level }),
      ]),
    )
  },
  addInputRules() {
    return [1, 2, 3, 4].map((n) =>
      textblockTypeInputRule({
        find: new RegExp(`^#{${n}}\\s$`),
        type: this.type,
        getAttributes: { level: Math.max(2, n) },
      }),
    )
  },
})

const Blockquote = Node.create({
  ...fromModel('blockquote'),
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap(this.name) }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })]
  },
})

const Bullets = BulletList.extend(fromModel('bulletList'))
const Numbers = OrderedList.extend({
  ...fromModel('orderedList'),
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (list: HTMLElement) => startOf(list),
      renderHTML: ({ start }: Record<string, unknown>) => (start === 1 ? {} : { start }),
    },
  }),
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
  addProseMirrorPlugins: () => [], // pasted text goes through our own cleaner
})
const Item = ListItem.extend({
  ...fromModel('listItem'),
  addKeyboardShortcuts() {
    const atStart = () => this.editor.state.selection.$from.parentOffset === 0
    const sink = () => this.editor.commands.sinkListItem(this.name)
    const lift = () => this.editor.commands.liftListItem(this.name)
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      // Only at the beginning of an item: anywhere else the key leaves the text, as it does on every page.
      Tab: () => atStart() && sink(),
      'Shift-Tab': () => atStart() && lift(),
      'Mod-]': sink,
      'Mod-[': lift,
    }
  },
})
const ListKeys = ListKeymap.extend({
  addKeyboardShortcuts() {
    const { Tab: _, ...keys } = this.parent?.() ?? {}
    return keys
  },
}).configure({ listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] })

const Rule = Node.create({
  ...fromModel('horizontalRule'),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
  addInputRules() {
    return [nodeInputRule({ find: /^(?:---|—-|___\s|\*\*\*\s)$/, type: this.type })]
  },
})

const HardBreak = Node.create({
  ...fromModel('hardBreak'),
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    const add = () => this.editor.commands.insertContent({ type: this.name })
    return { 'Shift-Enter': add, 'Mod-Enter': add }
  },
})

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: { default: null },
    articleId: {
      default: null,
      parseHTML: (anchor: HTMLElement) => Number(anchor.dataset.articleId) || null,
      renderHTML: ({ articleId }: Record<string, unknown>) =>
        articleId === null ? {} : { 'data-article-id': articleId },
    },
  }),
  parseHTML: () => [
    // What was copied here passes no cleaner, and anybody can write that it was copied here.
    { tag: 'a[href]', getAttrs: (anchor) => safeHref(anchor.getAttribute('href') ?? '') !== null && null },
    { tag: 'a[data-article-id]:not([href])' },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { rel: 'noopener' }), 0],
  addInputRules() {
    return [
      new InputRule({
        find: /(?:^|\s)(https?:\/\/[^\s]*[^\s.,;:!?)»”"'])[.,;:!?)»”"']*\s$/,
        handler: ({ state, range, match }) => {
          const href = safeHref(match[1] ?? '')
          if (href === null) return null
          const from = range.from + match[0].indexOf(href)
          state.tr
            .addMark(from, from + href.length, this.type.create({ href, articleId: null }))
            .removeStoredMark(this.type)
        },
      }),
    ]
  },
})

type PlainMark = {
  name: string
  tags: string[]
  key?: string
  rules?: RegExp[]
  excludes?: string
  code?: true
}

const plainMark = ({ name, tags, key, rules = [], excludes = name, code }: PlainMark) =>
  Mark.create({
    name,
    excludes,
    ...(code ? { code } : {}),
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: ({ HTMLAttributes }) => [tags[0] ?? 'span', HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return key ? { [key]: () => this.editor.commands.toggleMark(name) } : {}
    },
    addInputRules() {
      return rules.map((find) => markInputRule({ find, type: this.type }))
    },
  })

const marks = [
  Link,
  plainMark({
    name: 'bold',
    tags: ['strong', 'b'],
    key: 'Mod-b',
    rules: [/(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, /(?:^|\s)(__(?!\s)([^_]+)__)$/],
  }),
  plainMark({
    name: 'italic',
    tags: ['em', 'i', 'cite'],
    key: 'Mod-i',
    rules: [/(?:^|\s)(\*(?![\s*])([^*]+)\*)$/, /(?:^|\s)(_(?![\s_])([^_]+)_)$/],
  }),
  plainMark({
    name: 'strike',
    tags: ['s', 'del', 'strike'],
    key: 'Mod-Shift-s',
    rules: [/(?:^|\s)(~~(?!\s)([^~]+)~~)$/],
  }),
  plainMark({ name: 'sup', tags: ['sup'], key: 'Mod-.', excludes: 'sup sub' }),
  plainMark({ name: 'sub', tags: ['sub'], key: 'Mod-,', excludes: 'sub sup' }),
  plainMark({
    name: 'code',
    tags: ['code'],
    key: 'Mod-e',
    rules: [/(?:^|\s)(`(?!\s)([^`]+)`)$/],
    code: true,
  }),
]

/** What can stand by itself in the text, and so has a name. */
const blockTypes = Object.values(model.nodes).flatMap((type) => (type.isInGroup('block') ? [type.name] : []))

/** The name of each block, kept in the DOM so that a move by cut and paste keeps it. */
const BlockId = Extension.create({
  name: 'blockId',
  addGlobalAttributes: () => [
    {
      types: [...blockTypes, 'pendingPicture'],
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => element.getAttribute('data-block'),
          renderHTML: ({ id }) => (id === null ? {} : { 'data-block': id }),
        },
      },
    },
  ],
})

function startOf(list: HTMLElement): number {
  const start = Number(list.getAttribute('start') ?? 1)
  return Number.isInteger(start) && start >= 0 && start <= 1_000_000 ? start : 1
}

/** Text, its simple blocks and its marks, in the model's order. */
export const textGrammar = [
  Doc,
  Text,
  Paragraph,
  Heading,
  Blockquote,
  Bullets,
  Numbers,
  Item,
  ListKeys,
  Rule,
  HardBreak,
  ...marks,
  BlockId,
]
