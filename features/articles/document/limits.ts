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
    bytes += typeof node === 'string' ? Buffer.byteLength(node) : isObject ? 16 : 0
    if (isObject && 'type' in node) nodes += 1
    // An element and its list of children are two levels of JSON but one of the document.
    if (depth > limits.depth * 3) return `nested deeper than ${limits.depth} levels`
    if (nodes > limits.nodes) return `more than ${limits.nodes} elements`
    if (bytes > limits.bytes) return `larger than ${limits.bytes} bytes`
    if (isObject) for (const child of Object.values(node)) open.push({ node: child, depth: depth + 1 })
  }
  return depthOfNodes(value) > limits.depth ? `nested deeper than ${limits.depth} levels` : null
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
