/** What the words of a type's name count together, while any other word counts 1: all parts of the type have them. */
const TYPE_NAME = 0.3

/**
 * Cosine similarity of two sets of words, from 0 to 1.
 *
 * @param typeWords the words that the names of both types have.
 */
export function compareWords(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  typeWords: ReadonlySet<string> = new Set(),
): number {
  const sumOf = (words: ReadonlySet<string>) =>
    [...words].reduce((sum, word) => sum + (typeWords.has(word) ? TYPE_NAME / typeWords.size : 1), 0)
  const shared = sumOf(a.intersection(b))
  return shared === 0 ? 0 : shared / Math.sqrt(sumOf(a) * sumOf(b))
}
