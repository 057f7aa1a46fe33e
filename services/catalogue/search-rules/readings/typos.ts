import { lengthOf } from '../text/characters.ts'

/** Words that a misspelled word may have been. */
export interface WordTypos {
  /** As typed, folded. */
  word: string
  /** How many slips are allowed. */
  max: 1 | 2
}

/** The slips that a word may have: short ones none, since the neighbour in spelling is another word. */
export function wordTypos(word: string): WordTypos | null {
  const length = lengthOf(word)
  if (!/^\p{L}+$/u.test(word) || length < 5) return null
  return { word, max: length < 9 ? 1 : 2 }
}

/** Insertions, omissions, replacements and swaps of neighbours between two words, up to a bound. */
function distance(a: readonly string[], b: readonly string[], max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, place) => place)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > max) return max + 1
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/**
 * How many slips lie between what was typed and a word, when they are allowed. A wrong first letter counts twice.
 *
 * @param word folded. @returns null for a word that is too far away, and for the word itself.
 */
export function slipsTo({ word: typed, max }: WordTypos, word: string): number | null {
  if (word === typed) return null
  const [from, to] = [[...typed], [...word]]
  const slips = distance(from, to, max) + (from[0] === to[0] ? 0 : 1)
  return slips <= max ? slips : null
}

/** The words that are the fewest slips away. @param words that some part has. */
export function nearestWords(typos: WordTypos, words: Iterable<string>): { words: string[]; slips: number } | null {
  let [nearest, fewest]: [string[], number] = [[], typos.max]
  for (const word of words) {
    const slips = slipsTo(typos, word)
    if (slips === null || slips > fewest) continue
    if (slips < fewest) nearest = []
    fewest = slips
    nearest.push(word)
  }
  return nearest.length === 0 ? null : { words: [...new Set(nearest)].sort(), slips: fewest }
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const SHORTEST_NUMBER = 6
const LONGEST_NUMBER = 40

function swaps(number: string): string[] {
  return Array.from(number.slice(1), (_, place) => {
    const [a = '', b = ''] = [number[place], number[place + 1]]
    return number.slice(0, place) + b + a + number.slice(place + 2)
  })
}

function doubledAndHalved(number: string): string[] {
  return Array.from(number, (letter, place) => [
    number.slice(0, place) + letter + number.slice(place),
    ...(number[place + 1] === letter ? [number.slice(0, place) + number.slice(place + 1)] : []),
  ]).flat()
}

function editsOfLetters(letters: string): string[] {
  const places = Array.from({ length: letters.length + 1 }, (_, place) => place)
  return places.flatMap((place) => {
    const [before, after] = [letters.slice(0, place), letters.slice(place)]
    const inserted = LETTERS.map((letter) => before + letter + after)
    if (after === '') return inserted
    return [...inserted, before + after.slice(1), ...LETTERS.map((letter) => before + letter + after.slice(1))]
  })
}

/** More slips than these `numberSlips` does not find, without making them. */
export function mostNumberSlips(bare: string): number {
  const letters = /^[A-Z]*/.exec(bare)?.[0].length ?? 0
  return 3 * bare.length + (letters + 1) * (2 * LETTERS.length + 1)
}

/**
 * Numbers that are one allowed slip away from a bare one: any edit within the letters before the first digit, two
 * neighbours swapped, one character doubled or halved. A digit is never replaced, and behind the first digit no letter
 * is replaced, added or dropped: these are other parts.
 */
export function numberSlips(bare: string): string[] {
  const letters = /^[A-Z]+/.exec(bare)?.[0] ?? ''
  const isPlain =
    bare.length < SHORTEST_NUMBER || bare.length > LONGEST_NUMBER || !/\d/.test(bare) || !/[A-Z]/.test(bare)
  if (isPlain) return []
  const edited = letters === '' ? [] : editsOfLetters(letters).map((start) => start + bare.slice(letters.length))
  const slips = new Set([...swaps(bare), ...doubledAndHalved(bare), ...edited])
  slips.delete(bare)
  return [...slips]
}
