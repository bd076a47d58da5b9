/** Words per minute of an adult who reads news on a screen (Brysbaert 2019: 238 for non-fiction). */
const wordsPerMinute = 238

/** Lower-case ASCII words joined by hyphens, at most `limit` characters, cut between words. Empty when nothing is left. */
export function slugify(text: string, limit = 90): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßẞ]/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (words.length <= limit) return words
  const cut = words.slice(0, limit + 1)
  const space = cut.lastIndexOf('-')
  return (space > 0 ? cut.slice(0, space) : words.slice(0, limit)).replace(/-+$/, '')
}

/** Shortens a text to at most `limit` characters, between words, with an ellipsis. */
export function truncate(text: string, limit: number): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  if (clean.length <= limit) return clean
  const cut = clean.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '') // no half of a character
  const space = clean[limit - 1] === ' ' ? cut.length : cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/, '')}…`
}

/** Number of words: runs of letters and digits; an apostrophe or hyphen inside does not split one. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

/** Whole minutes to read that many words, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}

/** Up to two initials of a name, for a portrait that is not there. */
export function initials(name: string): string {
  const words = name.split(/[\s’']+/).filter((word) => /^\p{Lu}/u.test(word))
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('')
}

/** Takes away the characters that XML 1.0 forbids, which editors paste in without seeing them. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take away
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** A text with email addresses taken out: words of mail servers are kept longer than the addresses they name. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"'@]+@[^\s<>"'@]+/g, '…')
