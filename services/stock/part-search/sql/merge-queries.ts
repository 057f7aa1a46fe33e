import { anyOf } from './token-query.ts'

const LEXEME = `'(?:[^'\\\\]|''|\\\\\\\\)*'`
const LEAF = `${LEXEME}(?::[*A-D]*)?`
const LEAVES = new RegExp(LEAF, 'g')
const LIST = new RegExp(`^(?:${LEAF}|\\(${LEAF}(?: \\| ${LEAF})*\\))$`)
const PARTS_OF_LEAF = /^(.*?')(?::([*A-D]*))?$/s

/**
 * Several tsqueries of which one is enough as one, which names no word twice: the index looks for each word that it is
 * asked for, also where another one is the same but for the fields.
 */
export function mergeQueries(queries: readonly string[]): string {
  const others: string[] = []
  /** The classes of fields by the words, with a mark where they are beginnings. */
  const weights = new Map<string, string>()
  for (const query of queries) {
    if (!LIST.test(query)) {
      others.push(query)
      continue
    }
    for (const leaf of query.match(LEAVES) ?? []) {
      const [, word = '', marks = ''] = PARTS_OF_LEAF.exec(leaf) ?? []
      const of = marks.replace('*', '')
      const key = `${marks.startsWith('*') ? '*' : '='}${word}`
      const known = weights.get(key)
      // Without classes it is looked for in all of them.
      const isAnywhere = of === '' || known === ''
      weights.set(key, isAnywhere ? '' : [...new Set([...(known ?? ''), ...of])].join(''))
    }
  }
  const merged = [...weights].map(([key, of]) => {
    const marks = `${key.startsWith('*') ? '*' : ''}${of}`
    return marks === '' ? key.slice(1) : `${key.slice(1)}:${marks}`
  })
  return anyOf([...merged, ...others]) ?? ''
}
