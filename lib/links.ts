const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * The address if readers may be sent there (http, https, mailto, tel, or a path of ours), else null.
 * Control characters, back slashes and protocol-relative addresses are refused, not repaired.
 */
export function safeHref(href: string): string | null {
  const text = href.trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
  if (text === '' || text.length > 2048 || /[\u0000-\u0020\u007f-\u009f\\\u2028\u2029]/.test(text))
    return null
  if (text.startsWith('/')) return text.startsWith('//') ? null : text
  if (text.startsWith('#')) return /^#[\w-]{1,80}$/.test(text) ? text : null
  if (!URL.canParse(text)) return null
  return schemes.has(new URL(text).protocol) ? text : null
}

/** Whether an address leads out of the site. */
export function isExternal(href: string): boolean {
  return /^https?:/i.test(href)
}

/** The address if it is a page of the web, else null: for what people typed and nobody has checked since. */
export function webAddress(typed: string | undefined): string | null {
  const href = safeHref(typed ?? '')
  return href !== null && isExternal(href) ? href : null
}
