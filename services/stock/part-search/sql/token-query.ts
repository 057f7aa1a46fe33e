import { keyToken, quoteLexeme, typeToken } from '../../../catalogue/search-documents/stored-document.ts'
import { packageWordToken } from '../../../catalogue/search-rules/document/search-document.ts'
import { encodeNumber, openEnd } from '../../../catalogue/search-rules/numbers/encode-number.ts'
import { numberToken } from '../../../catalogue/search-rules/readings/number-tests.ts'
import type { Test, WordChoice } from '../../../catalogue/search-rules/readings/test.ts'
import { wordToken } from '../../../catalogue/search-rules/readings/word-tests.ts'
import type { Names } from '../names/names.ts'

/** Classes of fields that a document holds, in the order of the weights of a tsvector. */
export const OWN_CLASSES = [0, 1, 2, 3] as const
export type OwnClass = (typeof OWN_CLASSES)[number]
const WEIGHTS = ['A', 'B', 'C', 'D'] as const
const WORD = wordToken('')

/** Several queries of which one is enough; null when there is none. */
export function anyOf(queries: readonly string[]): string | null {
  const distinct = [...new Set(queries)]
  if (distinct.length < 2) return distinct[0] ?? null
  return `(${distinct.join(' | ')})`
}

function weighed(classes: readonly OwnClass[]): string {
  return classes.length === OWN_CLASSES.length ? '' : classes.map((each) => WEIGHTS[each]).join('')
}

function lexeme(token: string, weights: string, isPrefix = false): string {
  const marks = `${isPrefix ? '*' : ''}${weights}`
  return `${quoteLexeme(token)}${marks === '' ? '' : `:${marks}`}`
}

function wordQuery(choice: WordChoice, weights: string): string {
  return anyOf(choice.map((word) => lexeme(wordToken(word), weights))) ?? "''"
}

/** The classes of fields that a test looks at, of those that are wanted. */
function classesOf({ onlyClass, exceptNames }: Test, wanted: readonly OwnClass[]): OwnClass[] {
  return wanted.filter((each) => (onlyClass === undefined || each === onlyClass) && !(exceptNames && each > 2))
}

/** What a number with `*` begins with, as a token. */
function beginningOfGlob(glob: string): string | null {
  const [start = ''] = glob.split('*')
  return start === '' ? null : numberToken(openEnd(encodeNumber(start)))
}

function plainQuery(test: Test, classes: readonly OwnClass[]): string | null {
  const weights = weighed(classes)
  switch (test.on) {
    case 'token':
      return lexeme(test.token, weights)
    case 'prefix':
      return lexeme(test.prefix, weights, true)
    case 'phrase':
      return `(${test.words.map((word) => wordQuery(word, weights)).join(' <-> ')})`
    case 'together':
      return anyOf(classes.map((each) => `(${test.words.map((word) => wordQuery(word, weighed([each]))).join(' & ')})`))
    case 'key':
      return lexeme(keyToken(test.key), '')
    case 'key_start':
      return lexeme(keyToken(test.start), '', true)
    case 'glob': {
      const start = beginningOfGlob(test.glob)
      return start === null ? null : lexeme(start, weights, true)
    }
    default:
      return null
  }
}

/** Parts of some types. */
export function typesQuery(ids: readonly number[]): string | null {
  return anyOf(ids.map((id) => lexeme(typeToken(id), '')))
}

/**
 * The tsquery of documents that pass a test; null for a test that no token answers. For a number with `*` it says how
 * the number begins.
 *
 * @param wanted classes of fields that count.
 */
export function tokenQuery(test: Test, names: Names, wanted: readonly OwnClass[] = OWN_CLASSES): string | null {
  const classes = classesOf(test, wanted)
  const query = classes.length === 0 ? null : plainQuery(test, classes)
  if (query === null || test.unlessType === undefined) return query
  const excluded = typesQuery(names.typesOfKind(test.unlessType))
  return excluded === null ? query : `(${query} & !${excluded})`
}

function packageWord(token: string, isPrefix: boolean): string {
  const word = token.startsWith(WORD) ? packageWordToken(token.slice(WORD.length)) : token
  return lexeme(word, '', isPrefix)
}

/**
 * A tsquery of all parts whose package passes one of some tests of words, and maybe of others: an index answers it without
 * looking at the places of words.
 */
export function packageWordsQuery(tests: readonly Test[]): string | null {
  const queries = tests.flatMap((test) => {
    if (!possibleClasses(test).includes(0)) return []
    switch (test.on) {
      case 'token':
        return [packageWord(test.token, false)]
      case 'prefix':
        return [packageWord(test.prefix, true)]
      case 'phrase':
      case 'together':
        return [
          `(${test.words.map((words) => anyOf(words.map((word) => packageWord(wordToken(word), false))) ?? "''").join(' & ')})`,
        ]
      default:
        return []
    }
  })
  return anyOf(queries)
}

/** The classes of fields in which a test can find something. */
export function possibleClasses(test: Test): readonly OwnClass[] {
  if (test.on !== 'token' && test.on !== 'prefix') return OWN_CLASSES
  const kind = test.on === 'token' ? test.token[0] : test.prefix[0]
  const known: Readonly<Record<string, readonly OwnClass[]>> = {
    n: [0, 1],
    s: [0, 1],
    i: [0, 1],
    f: [0, 1],
    d: [1, 2],
    m: [3],
    g: [2],
    j: [2],
    t: [2],
  }
  return known[kind ?? ''] ?? OWN_CLASSES
}
