const EMPTY = new Set('a an and for from in of on or the to with der die das für mit und de la le pour'.split(' '))
const FOLDED = new Set([...EMPTY].map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '')))

/** Whether a folded word says nothing about a part. */
export function isEmptyWord(word: string): boolean {
  return FOLDED.has(word)
}
