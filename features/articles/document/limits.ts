/** The largest body that is accepted. A book chapter is a tenth of it. */
export const limits = { bytes: 1_000_000, depth: 20, nodes: 10_000 } as const

/**
 * What is too large about a document, or null. Walks with a list of its own: a schema check would overflow
 * the stack on deep nesting, so this must come first.
 */
export function checkLimits(value: unknown): string | null {
  const open: { node: unknown; depth: number }[] = [{ node: value, depth: 0 }]
  let nodes = 0
  let bytes = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    const isObject = typeof node === 'object' && node !== null
    bytes += typeof node === 'string' ? utf8Length(node) : isObject ? 16 : 0
    if (isObject && 'type' in node) nodes += 1
    // An element and its list of children are two levels of JSON but one of the document.
    if (depth > limits.depth * 3) return `nested deeper than ${limits.depth} levels`
    if (nodes > limits.nodes) return `more than ${limits.nodes} elements`
    if (bytes > limits.bytes) return `larger than ${limits.bytes} bytes`
    if (isObject) for (const child of Object.values(node)) open.push({ node: child, depth: depth + 1 })
  }
  return depthOfNodes(value) > limits.depth ? `nested deeper than ${limits.depth} levels` : null
}

/** How much of each limit a node takes up. Walks with a list of its own, as checkLimits does. */
export function sizeOf(node: unknown): { bytes: number; nodes: number; depth: number } {
  let bytes = 0
  let nodes = 0
  const open: unknown[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') bytes += utf8Length(next)
    if (typeof next !== 'object' || next === null) continue
    bytes += 16
    if ('type' in next) nodes += 1
    for (const child of Object.values(next)) if (child !== undefined) open.push(child)
  }
  return { bytes, nodes, depth: depthOfNodes(node) + 1 }
}

/** Bytes of a text in UTF-8, counted by hand: the editor's page checks too, and a browser has no Buffer. */
function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

function depthOfNodes(value: unknown): number {
  let deepest = 0
  const open: { node: unknown; depth: number }[] = [{ node: value, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    deepest = Math.max(deepest, next.depth)
    const content = (next.node as { content?: unknown } | null)?.content
    if (Array.isArray(content)) for (const node of content) open.push({ node, depth: next.depth + 1 })
  }
  return deepest
}
