import type { KnownCode } from '../matching/code-matcher.ts'
import type { CodeMatch } from '../matching/matches.ts'

/** That another part has a code as one of its numbers. */
export function hasItAs(key: string, number: 'seller_number' | 'number'): string {
  return `part ${key} has it as ${number === 'seller_number' ? "a seller's number" : "its maker's number"}`
}

function numberInWords({ key, reason }: CodeMatch): string[] {
  return reason === 'seller_number' || reason === 'number' ? [hasItAs(key, reason)] : []
}

/**
 * That a code is a number by which another part is known: as a code of this part it would mean both, or this one alone. In the path of an
 * address only numbers of its seller are as sure.
 *
 * @returns null where no other part has such a number.
 */
export function knownAsOfOther(
  { matches, reading }: Pick<KnownCode, 'matches' | 'reading'>,
  partKey: string,
): string | null {
  const [other] = matches
    .filter(({ key, reason }) => key !== partKey && (reading.url === null || reason !== 'number'))
    .flatMap(numberInWords)
  return other ?? null
}
