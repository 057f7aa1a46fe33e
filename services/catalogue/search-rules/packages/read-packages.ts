import { foldCase } from '../text/fold.ts'
import { type Token, tokensOf } from '../text/tokens.ts'
import { type CanonicalPackage, isSizeCode, knownPackage } from './canonical-package.ts'
import { AMBIGUOUS } from './package-data.ts'

/** A package that a text names, with its place in the clean text. */
export interface ReadPackage {
  package: CanonicalPackage
  start: number
  end: number
}

/** A blank between the letters of a package and its number: `SO 8`. */
const LETTERS = /^[a-zµ]{2,5}$/
const NUMBER = /^\d{1,4}$/

function startsWord(text: string): boolean {
  return !AMBIGUOUS.has(foldCase(text)) || text === text.toUpperCase()
}

function metricSize(folded: string): CanonicalPackage | null {
  return isSizeCode(`${folded}m`) ? knownPackage(`${folded}m`) : null
}

/**
 * The package that two words name together: `SO 8`, `TO 220`, `0603 metric`. @param first, second folded.
 */
export function packageOfPair(first: string, second: string): CanonicalPackage | null {
  if (second === 'metric') return metricSize(first)
  if (first === 'metric') return metricSize(second)
  // A size stands by itself: "smd 0603" is no name.
  return LETTERS.test(first) && NUMBER.test(second) && !isSizeCode(second) ? knownPackage(`${first}-${second}`) : null
}

function segmentsOf({ text, start }: Token): { text: string; start: number; end: number }[] {
  const found = [...text.matchAll(/[^/_+]+/g)]
  return found.map(({ 0: segment, index }) => ({
    text: segment,
    start: start + index,
    end: start + index + segment.length,
  }))
}

function ofToken(token: Token): ReadPackage[] {
  for (const parts of [[token], segmentsOf(token)]) {
    const found = parts.flatMap(({ text, start, end }) => {
      const known = startsWord(text) ? knownPackage(foldCase(text)) : null
      return known ? [{ package: known, start, end }] : []
    })
    if (found.length > 0) return found
  }
  return []
}

/** The packages that a clean text names. They are never read from inside a part number: `C0603` is none. */
export function packagesIn(clean: string): ReadPackage[] {
  const tokens = tokensOf(clean)
  const found: ReadPackage[] = []
  for (let place = 0; place < tokens.length; place++) {
    const [token, next] = [tokens[place], tokens[place + 1]]
    if (!token) continue
    const isPair = next !== undefined && clean.slice(token.end, next.start) === ' ' && startsWord(token.text)
    const pair = isPair ? packageOfPair(foldCase(token.text), foldCase(next.text)) : null
    if (pair && next) {
      found.push({ package: pair, start: token.start, end: next.end })
      place++
    } else found.push(...ofToken(token))
  }
  return found
}
