// What makes a passphrase too easy to guess. Length counts, composition does not (NIST SP 800-63B, ASVS 6.2).
import { AppError } from '@/lib/errors.ts'
import { commonPhrases } from './common-passphrases.ts'

const shortest = 12
const longest = 200

/** Runs along a keyboard or an alphabet; a passphrase that is cut out of one of them is a walk. */
const walks = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789012345678901234567890',
  '1234567890qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
].flatMap((row) => [row, [...row].reverse().join('')])

const stands: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s_.\-–—]+/gu, '')

const letters = (text: string) => text.replace(/[013457@$!]/g, (sign) => stands[sign] ?? sign)

/** Without digits and marks before and after: `password` of `!!Password2026!`. */
const core = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

function isCommon(text: string): boolean {
  const forms = [text, core(text), letters(text), letters(core(text)), core(letters(text))]
  return forms.some((form) => commonPhrases.has(form))
}

/** Whether it is one short piece again and again, or has hardly any different characters. */
function isRepetition(text: string): boolean {
  return /^(.{1,6}?)\1+.{0,5}$/su.test(text) || new Set(text).size <= 4
}

/** Whether it is made of a few runs along the keyboard, the alphabet or the digits, each of four characters or more. */
function isWalk(text: string): boolean {
  let [rest, runs] = [text, 0]
  while (rest.length > 0 && runs < 4) {
    let length = Math.min(rest.length, 40)
    while (length > 3 && !walks.some((walk) => walk.includes(rest.slice(0, length)))) length--
    if (length <= 3) break
    rest = rest.slice(length)
    runs++
  }
  return runs > 0 && rest.length <= 2
}

/** Whether little is left of it without the words that everybody who knows the person would try. */
function isOwn(text: string, own: readonly string[]): boolean {
  const known = own
    .flatMap((words) => [plain(words), ...words.split(/[\s@._-]+/).map(plain)])
    .filter((word) => [...word].length >= 4)
    .sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), text)
  return rest !== text && [...rest].length < 8
}

/**
 * Refuses passphrases that are too easy to guess.
 * @param own what others know of the person: their name, their address, the name of the publication
 * @throws AppError password-short, password-long, password-common, password-pattern, password-own
 */
export function checkPassword(typed: string, own: readonly string[] = []): void {
  const text = typed.normalize('NFKC')
  const length = [...text].length
  if (length < shortest) throw new AppError('password-short')
  if (length > longest) throw new AppError('password-long')
  const bare = plain(text)
  if (isRepetition(bare) || isWalk(bare)) throw new AppError('password-pattern')
  if (isCommon(bare)) throw new AppError('password-common')
  if (isOwn(bare, own)) throw new AppError('password-own')
}
