// What makes a passphrase too easy to guess. Length counts, composition does not (NIST SP 800-63B, ASVS 6.2).
import { AppError } from '@/lib/errors.ts'
import { commonPhrases } from './common-passphrases.ts'
import { commonWords } from './common-words.ts'

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
  'aqwzsxedcrfvtgbyhnuj',
  'qwertzuiopasdfghjklyxcvbnm',
  'qaywsxedcrfvtgbzhnujmikolp',
  'qazxswedcvfrtgbnhyujmkiolp',
  '1qazxsw23edcvfr45tgbnhy67ujm',
  'qweasdzxcrtyfghvbnuiojklm',
  'qwerasdfzxcvtyuighjkbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'a1s2d3f4g5h6j7k8l9',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i0j',
  'aabbccddeeffgghhiijj',
  '11223344556677889900',
  '147258369159357',
  '102030405060708090',
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

/** With shift the row of digits gives these, on an English keyboard. */
const shifted = ')!@#$%^&*('
const unshifted = (text: string) => text.replace(/[)!@#$%^&*(]/g, (sign) => String(shifted.indexOf(sign)))

const letters = (text: string) => text.replace(/[013457@$!]/g, (sign) => stands[sign] ?? sign)

/** Without digits and marks before and after: `password` of `!!Password2026!`. */
const core = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

function isCommon(text: string): boolean {
  const forms = [text, core(text), letters(text), letters(core(text)), core(letters(text))]
  return forms.some((form) => commonPhrases.has(form))
}

/** Whether its letters are a few of the words that everybody takes, one after the other. */
function isCompound(text: string): boolean {
  const forms = [text, letters(text), letters(core(text))].map((form) => [...form.replace(/[^\p{L}]+/gu, '')])
  return forms.some((form) => {
    /** In how few words the first letters can be read, by how many letters they are. */
    const fewest: number[] = [0]
    for (let end = 1; end <= form.length; end++) {
      fewest[end] = mostWords + 1
      for (let start = Math.max(0, end - longestWord); start < end; start++) {
        const before = fewest[start] ?? mostWords
        if (before < (fewest[end] ?? 0) - 1 && isWord(form.slice(start, end).join('')))
          fewest[end] = before + 1
      }
    }
    return form.length > 0 && (fewest[form.length] ?? 0) <= mostWords
  })
}
const mostWords = 3
const longestWord = 40
const isWord = (text: string) => commonWords.has(text) || commonPhrases.has(text)

/** Whether it is one short piece again and again, or has hardly any different characters. */
function isRepetition(text: string): boolean {
  const signs = [...text]
  const repeats = (length: number) =>
    length * 2 <= signs.length && signs.every((sign, i) => i < length || sign === signs[i - length])
  for (let length = 1; length < shortest; length++) if (repeats(length)) return true
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
  return [text, letters(text)].some((form) => {
    const rest = known.reduce((left, word) => left.replaceAll(word, ''), form)
    return rest !== form && ([...rest].length < 8 || isEasy(rest))
  })
}

/** Whether it would be guessed soon, whatever stands around it. */
const isEasy = (text: string): boolean =>
  isRepetition(text) || isWalk(text) || isWalk(unshifted(text)) || isCommon(text) || isCompound(text)

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
  if (isRepetition(bare) || isWalk(bare) || isWalk(unshifted(bare))) throw new AppError('password-pattern')
  if (isCommon(bare) || isCompound(bare)) throw new AppError('password-common')
  if (isOwn(bare, own)) throw new AppError('password-own')
}
