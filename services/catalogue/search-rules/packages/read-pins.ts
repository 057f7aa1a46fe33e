import { foldCase } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'

const WORDS = '(?:pins?|ways?|pos|positions?|poles?|polig|contacts?)'
const TOGETHER = new RegExp(`^(\\d{1,4})-?${WORDS}$`)
const WORD = new RegExp(`^${WORDS}$`)
const COUNT = /^\d{1,4}$/

/** The count of pins that a folded word or two folded words say: `8-pin`, `4 way`. @returns null for none. */
export function pinsOf(first: string, second?: string): number | null {
  if (second === undefined) {
    const count = TOGETHER.exec(first)?.[1]
    return count === undefined ? null : Number(count)
  }
  return COUNT.test(first) && WORD.test(second) ? Number(first) : null
}

/** The token of a count of pins. */
export function pinsToken(count: number): string {
  return `p:${count}`
}

/** The counts of pins that a clean text gives, with their places. */
export function pinsIn(clean: string): { count: number; start: number; end: number }[] {
  const tokens = tokensOf(clean)
  return tokens.flatMap((token, place) => {
    const next = tokens[place + 1]
    const alone = pinsOf(foldCase(token.text))
    if (alone !== null) return [{ count: alone, start: token.start, end: token.end }]
    const isPair = next !== undefined && clean.slice(token.end, next.start) === ' '
    const count = isPair ? pinsOf(token.pieces.at(-1)?.text ?? '', foldCase(next.text)) : null
    const start = token.pieces.at(-1)?.start ?? token.start
    return count !== null && next ? [{ count, start, end: next.end }] : []
  })
}
