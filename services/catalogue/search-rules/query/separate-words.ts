import { originalRange } from '../text/mapped-text.ts'
import { valuesIn } from '../values/read-values.ts'
import { threadWord } from '../words/screw-threads.ts'
import { sizeWord } from '../words/sizes.ts'
import { isExactTerm } from './is-exact-term.ts'
import type { ParsedQuery, ParsedTerm } from './parsed-query.ts'

/** Separators before a word and behind it. `~` is none: it is the sign of a range. */
const BEFORE = /^[,;()[\]{}|&@]+/
/** Also a slash parts what follows from a value. */
const BEHIND_VALUE = /^[/,;()[\]{}|&@]+/
const BEHIND = /[,;()[\]{}|&@]+$/
/** What ends a sentence; two points are the sign of a range that goes on. */
const PUNCTUATION = /(?<!\.)[.?!:=][?!:=]*$/
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}%°]/u

function isWholeTerm(text: string): boolean {
  return isExactTerm(text) || threadWord(text) !== null || sizeWord(text) !== null
}

/** Without what ends it. A point or an equals sign behind a value or a package is none of it; a word may have one. */
function withoutEnd(text: string): string {
  const said = text.replace(BEHIND, '')
  const plain = said.replace(PUNCTUATION, '').replace(BEHIND, '')
  return plain !== said && isWholeTerm(plain) ? plain : said
}

/** The part of a word from one place of the clean query to another, without the separators around it. */
function partOf(word: ParsedTerm, from: number, to: number, { clean }: ParsedQuery): ParsedTerm | null {
  const written = clean.text.slice(from, to)
  const cleanStart = from + ((from > word.cleanStart ? BEHIND_VALUE : BEFORE).exec(written)?.[0].length ?? 0)
  const text = withoutEnd(clean.text.slice(cleanStart, to))
  if (text === '') return null
  const cleanEnd = cleanStart + text.length
  const [start, end] = originalRange(clean, cleanStart, cleanEnd)
  return { ...word, text, start: word.isExcluded ? word.start : start, end, cleanStart, cleanEnd }
}

/** Where values begin and end that have a blank inside: a word may hold the end of one and the start of the next. */
function edgesOfValues({ clean }: ParsedQuery): number[] {
  return valuesIn(clean.text, { isQuery: true })
    .filter(({ start, end }) => clean.text.slice(start, end).includes(' '))
    .flatMap(({ start, end }) => [start, end])
}

function separate(word: ParsedTerm, edges: readonly number[], parsed: ParsedQuery): ParsedTerm[] {
  const { cleanStart, cleanEnd, isPhrase, isExcluded } = word
  if (isPhrase) return [word]
  const inside = isExcluded ? [] : edges.filter((edge) => cleanStart < edge && edge < cleanEnd)
  const places = [cleanStart, ...inside, cleanEnd]
  const parts = places.slice(1).map((to, place) => partOf(word, places[place] ?? cleanStart, to, parsed))
  const found = parts.filter((part) => part !== null)
  // What stands between two values may be a sign only, as the slash of "5 V/1 A".
  const saying = found.length > 1 ? found.filter(({ text }) => SAYS_SOMETHING.test(text)) : found
  return saying.length > 0 ? saying : [word]
}

/**
 * The words of a query without the separators around them, parted where a value with a blank begins or ends:
 * `(5 V)`, `100 nF, 50 V`, `5 V/1 A`.
 */
export function separateWords(parsed: ParsedQuery): ParsedTerm[] {
  const edges = edgesOfValues(parsed)
  return parsed.terms.flatMap((word) => separate(word, edges, parsed))
}
