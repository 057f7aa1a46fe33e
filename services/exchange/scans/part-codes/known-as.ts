import type { KnownCode } from '../matching/code-matcher.ts'
import type { CodeMatch } from '../matching/matches.ts'

/** As what a part has a code that is one of its numbers, as it follows "as". */
function numberInWords({ reason }: CodeMatch): string | null {
  if (reason === 'seller_number') return "a seller's number"
  return reason === 'number' ? "its maker's number" : null
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
  const [other] = matches.flatMap((match) => {
    const words =
      match.key === partKey || (reading.url !== null && match.reason === 'number') ? null : numberInWords(match)
    return words === null ? [] : [`part ${match.key} has it as ${words}`]
  })
  return other ?? null
}
