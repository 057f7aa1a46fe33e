import { canonicalMaker } from '../../catalogue/part-identity/maker-name.ts'
import { wordsOf } from '../../catalogue/part-identity/words.ts'
import { packageNamesOf } from '../../catalogue/search-rules/packages/package-names.ts'
import type { CandidatePart } from './candidate.ts'
import type { PartTerms } from './search-terms.ts'
import { compareWords } from './word-closeness.ts'

/** Texts of fewer words are the same only when all of them agree. */
const MANY_WORDS = 6
/** How much of two long texts agrees when one of them is the other with a word more or less. */
const NEARLY = 0.9

/** Score of a part with the description that is sought, where nothing else is known that could tell the two apart. */
export const SAME_DESCRIPTION = 0.9

/** The words of a text in any script, in one order. */
function allWordsOf(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.%]*/gu) ?? []
  return [...new Set(words.map((word) => word.replace(/\.+$/, '')))].sort().join(' ')
}

function agree(a: string, b: string): boolean {
  const all = allWordsOf(a)
  if (all === '') return false
  if (all === allWordsOf(b)) return true
  const [left, right] = [wordsOf(a), wordsOf(b)]
  return Math.min(left.size, right.size) >= MANY_WORDS && compareWords(left, right) >= NEARLY
}

/** Whether two texts are both known and name nothing in common. */
function differ(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && a.isDisjointFrom(b)
}

function isOtherMaker(a: string | null, b: string | null): boolean {
  const [left, right] = [canonicalMaker(a), canonicalMaker(b)]
  return left !== null && right !== null && left !== right
}

/**
 * Whether two parts have the same description, and no type, maker or package that differs, as far as both are known. Where both
 * have numbers, the numbers decide.
 */
export function hasSameDescription(sought: PartTerms, part: CandidatePart): boolean {
  return (
    (sought.number === null || part.manufacturer_code === null) &&
    !differ(sought.typeWords, wordsOf(part.type_name ?? '')) &&
    !isOtherMaker(sought.manufacturer, part.manufacturer) &&
    !differ(packageNamesOf(sought.package ?? ''), packageNamesOf(part.package ?? '')) &&
    agree(sought.description, part.description)
  )
}
