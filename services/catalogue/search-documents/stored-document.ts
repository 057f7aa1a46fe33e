import { documentOf } from '../search-rules/document/search-document.ts'
import type { SearchedPart } from '../search-rules/document/searched-part.ts'

/** A part as search documents are made of it. */
export interface DocumentedPart extends SearchedPart {
  id: number
  type_id: number | null
  /** What tells whether the part has changed since it was read, as the database computes it; absent when it cannot. */
  source?: string
}

/** A search document as the database takes it, in JSON. */
export interface StoredDocument {
  part_id: number
  rules: number
  source: string | null
  /** The text of a tsvector. */
  tokens: string
  numbers: string[]
  number_length: number | null
  spans: { quantity: string; low: number; high: number; is_undecided: boolean }[]
  /** Words of letters, for the correction of misspelled ones. */
  words: string[]
}

/** A word as a lexeme in the text of a tsvector or a tsquery. */
export function quoteLexeme(token: string): string {
  return `'${token.replaceAll(/['\\]/g, '$&$&')}'`
}

/** The token of a part's type. Its name is not in the document, so a type can be renamed at the cost of one row. */
export function typeToken(typeId: number): string {
  return `y:${typeId}`
}

/** The token of a part's key. */
export function keyToken(key: string): string {
  return `q:${key}`
}

const WEIGHTS = ['A', 'B', 'C', 'D'] as const
/** A tsvector keeps so many places of a lexeme. */
const MOST_PLACES = 255

interface PlacedToken {
  token: string
  position: number
  fieldClass: 0 | 1 | 2 | 3
}

function vectorOf(tokens: readonly PlacedToken[]): string {
  const places = new Map<string, string[]>()
  for (const { token, position, fieldClass } of tokens) {
    const known = places.get(token) ?? []
    if (known.length < MOST_PLACES) known.push(`${position}${WEIGHTS[fieldClass]}`)
    places.set(token, known)
  }
  return [...places].map(([token, at]) => `${quoteLexeme(token)}:${at.join(',')}`).join(' ')
}

const WORD = /^w:(\p{L}{4,64})$/u

/** Makes the search document of a part. */
export function storedDocument(part: DocumentedPart): StoredDocument {
  const { rules, tokens, values, numbers, numberLength } = documentOf(part)
  const own = [keyToken(part.key), ...(part.type_id === null ? [] : [typeToken(part.type_id)])]
  const words = tokens.flatMap(({ token }) => WORD.exec(token)?.[1] ?? [])
  return {
    part_id: part.id,
    rules,
    source: part.source ?? null,
    tokens: vectorOf([...tokens, ...own.map((token) => ({ token, position: 1, fieldClass: 0 }) as const)]),
    numbers,
    number_length: numberLength,
    spans: values.map(({ quantity, low, high, isUndecided }) => ({ quantity, low, high, is_undecided: isUndecided })),
    words: [...new Set(words)].sort(),
  }
}
