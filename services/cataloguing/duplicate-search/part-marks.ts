import { wordsOf } from '../../catalogue/part-identity/words.ts'
import { packageNamesIn } from '../../catalogue/search-rules/packages/package-names.ts'
import { ratingsIn } from './ratings.ts'

/**
 * The words of a text that tell parts of a type apart though nobody can say what they mean: those with a digit, such as
 * `1x6`, `M3x10` and `5mm`. Values and packages are compared by what they mean.
 */
export function marksIn(texts: readonly (string | null)[]): Set<string> {
  const words = wordsOf(texts.filter((text) => text !== null).join(' '))
  const hasMeaning = (word: string) => ratingsIn(word).size > 0 || packageNamesIn(word).size > 0
  return new Set([...words].filter((word) => /\d/.test(word) && !hasMeaning(word)))
}

/** Whether both texts have marks and no two of them belong together, as `LM358` and `LM358DR` do. */
export function differInMarks(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false
  return ![...a].some((mark) => [...b].some((other) => mark.includes(other) || other.includes(mark)))
}
