import type { Note } from '../readings/answer-types.ts'
import { cleanText } from '../text/fold.ts'
import { type MappedText, originalRange } from '../text/mapped-text.ts'
import { valuesIn } from '../values/read-values.ts'
import { filterOf } from './filter-names.ts'
import {
  type FilterValue,
  MAX_CODE_POINTS,
  MAX_TERMS,
  type Operator,
  type ParsedFilter,
  type ParsedQuery,
  type ParsedTerm,
  type QueryProblem,
} from './parsed-query.ts'
import { isScannedCode } from './scanned-code.ts'

const OPERATOR = /(?:>=|<=|≥|≤|>|<|=)/y
const NAME = /(\p{L}[\p{L}\p{N}_]{0,30}):/uy
const OPERATORS: Readonly<Record<string, Operator>> = {
  '≥': '>=',
  '≤': '<=',
  '>=': '>=',
  '<=': '<=',
  '>': '>',
  '<': '<',
  '=': '=',
}

function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place
  return pattern.exec(text)
}

function endOfWord(text: string, place: number): number {
  const end = text.indexOf(' ', place)
  return end < 0 ? text.length : end
}

/** The text between quotes and where it ends; an unclosed phrase runs to the end. */
function phraseAt(text: string, place: number): { text: string; end: number } {
  const close = text.indexOf('"', place + 1)
  return close < 0
    ? { text: text.slice(place + 1), end: text.length }
    : { text: text.slice(place + 1, close), end: close + 1 }
}

/** A minus before a voltage or a temperature is its sign. */
function isSign(text: string, place: number): boolean {
  const [value] = valuesIn(text.slice(place, place + 60), { isQuery: true })
  return value?.start === 0 && value.values.some(({ quantity }) => quantity === 'voltage' || quantity === 'temperature')
}

/** The values of a filter: words and phrases with commas between them. */
function valuesAt(text: string, place: number): { values: FilterValue[]; end: number } {
  const values: FilterValue[] = []
  let end = place
  while (end < text.length && text[end] !== ' ') {
    if (text[end] === ',') {
      end++
    } else if (text[end] === '"') {
      const phrase = phraseAt(text, end)
      const isOpen = !text.includes('"', end + 1)
      values.push({ text: phrase.text.trim(), isQuoted: true, isOpen, start: end })
      end = phrase.end
    } else {
      const next = /[ ,]/g
      next.lastIndex = end
      const stop = next.exec(text)?.index ?? text.length
      values.push({ text: text.slice(end, stop), isQuoted: false, isOpen: stop === text.length, start: end })
      end = stop
    }
  }
  return { values: values.filter((value) => value.text !== ''), end }
}

function filterAt(text: string, start: number, place: number): (ParsedFilter & { isUnfinished: boolean }) | null {
  const [written = '', name = ''] = at(NAME, text, place) ?? []
  const known = written === '' ? undefined : filterOf(name)
  if (!known) return null
  const from = place + written.length
  const sign = at(OPERATOR, text, from)?.[0] ?? ''
  const { values, end } = valuesAt(text, from + sign.length)
  const value = text.slice(from + sign.length, end)
  const operator = OPERATORS[sign] ?? null
  return {
    name: known,
    operator,
    value,
    values,
    start,
    end,
    isExcluded: start < place,
    isUnfinished: values.length === 0,
  }
}

/** The name of a filter that does not exist, when the word looks like one. Addresses and ratios do not. */
function unknownName(text: string, place: number): string | null {
  const [written = '', name = ''] = at(NAME, text, place) ?? []
  const next = text[place + written.length]
  return written === '' || name.length < 2 || next === undefined || next === ' ' || next === '/' ? null : name
}

interface Word {
  term: ParsedTerm | null
  filter: ParsedFilter | null
  note: Note | null
  end: number
}

function wordAt(text: string, start: number): Word {
  const next = text[start + 1]
  const isExcluded = text[start] === '-' && next !== undefined && next !== ' ' && !isSign(text, start)
  const place = isExcluded ? start + 1 : start
  if (text[place] === '"') {
    const { text: phrase, end } = phraseAt(text, place)
    const at = { start, end, cleanStart: place + 1, cleanEnd: end, order: 0, lastOrder: 0 }
    const term = { ...at, text: phrase.trim(), isExcluded, isPhrase: true }
    return { term, filter: null, note: null, end }
  }
  const filter = filterAt(text, start, place)
  if (filter?.isUnfinished) {
    const note: Note = { code: 'unfinished_filter', text: text.slice(start, filter.end) }
    return { term: null, filter: null, note, end: filter.end }
  }
  if (filter) return { term: null, filter, note: null, end: filter.end }
  const end = endOfWord(text, place)
  const at = { start, end, cleanStart: place, cleanEnd: end, order: 0, lastOrder: 0 }
  const term = { ...at, text: text.slice(place, end), isExcluded, isPhrase: false }
  const unknown = unknownName(text, place)
  return { term, filter: null, note: unknown === null ? null : { code: 'unknown_filter', text: unknown }, end }
}

/** Values with their places in the query as it was typed. */
function placedIn(clean: MappedText, values: readonly FilterValue[]): FilterValue[] {
  return values.map((value) => ({ ...value, start: originalRange(clean, value.start, value.start + 1)[0] }))
}

function sizeProblems(q: string, terms: number): QueryProblem[] {
  const length = [...q].length
  return [
    ...(q.includes('\0') ? [{ reason: 'query' as const, message: 'must not contain the character U+0000' }] : []),
    ...(length > MAX_CODE_POINTS
      ? [{ reason: 'query' as const, message: `must have at most ${MAX_CODE_POINTS} characters, has ${length}` }]
      : []),
    ...(terms > MAX_TERMS
      ? [{ reason: 'query' as const, message: `must have at most ${MAX_TERMS} terms and filters, has ${terms}` }]
      : []),
  ]
}

/**
 * Splits a query into words, phrases and filters. It never throws; what must be refused is in `problems`.
 *
 * @param q as typed. Longer texts than a query may be are not looked at.
 */
export function parseQuery(q: string): ParsedQuery {
  const tooLong = sizeProblems(q, 0)
  const clean = cleanText(tooLong.length > 0 ? '' : q)
  const parsed: ParsedQuery = {
    q,
    clean,
    isCode: isScannedCode(q),
    terms: [],
    filters: [],
    notes: [],
    problems: tooLong,
  }
  if (tooLong.length > 0) return parsed
  if (parsed.isCode) {
    parsed.notes.push({ code: 'scanned_code', text: 'This is a scanned code, not a search.' })
    return parsed
  }
  let count = 0
  for (let place = 0; place < clean.text.length; ) {
    if (clean.text[place] === ' ') {
      place++
      continue
    }
    const { term, filter, note, end } = wordAt(clean.text, place)
    const [from, to] = originalRange(clean, place, end)
    if (term) parsed.terms.push({ ...term, start: from, end: to, order: count, lastOrder: count })
    if (filter) parsed.filters.push({ ...filter, values: placedIn(clean, filter.values), start: from, end: to })
    if (note) parsed.notes.push(note)
    count++
    place = Math.max(end, place + 1)
  }
  parsed.problems.push(...sizeProblems('', count))
  return parsed
}
