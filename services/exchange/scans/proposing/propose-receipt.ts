import type { CodeMatch } from '../matching/matches.ts'
import { type Proposed, pieces, proposal } from './proposal.ts'
import type { Address } from './propose-place.ts'
import type { OpenLine, ReceivedList } from './statements.ts'

/** Receives for a line of a shopping list, and says what is still to come for it. */
export function proposeReceipt(
  part: CodeMatch,
  line: OpenLine,
  { quantity, place }: { quantity: number | null; place: Address },
): Proposed {
  const missing = Math.max(line.ordered - line.received, 0)
  const warnings: string[] = []
  if (missing === 0 && quantity === null) {
    warnings.push(`Nothing is still to come for the line of list "${line.list_name}"`)
  } else if (quantity !== null && quantity > missing) {
    warnings.push(`${pieces(quantity - missing)} more than are still to come for the line of list "${line.list_name}"`)
  } else if (quantity !== null && quantity < missing) {
    warnings.push(
      `${pieces(missing - quantity)} ${missing - quantity === 1 ? 'is' : 'are'} still to come after this bag for the line of list "${line.list_name}"`,
    )
  }
  const fields = {
    part_key: part.key,
    ...place,
    qty: quantity ?? (missing > 0 ? missing : null),
    shopping_list_line_id: line.id,
  }
  return { proposal: proposal('receive', `It is ordered on the list "${line.list_name}"`, fields), warnings }
}

/**
 * Why a part that comes in does not belong to a line of the list that somebody receives for.
 *
 * @returns undefined where it waits there to be ordered.
 */
export function missingOnList(key: string, { name, status, seller }: ReceivedList): string | undefined {
  if (status === null) return `${key} is not on the list "${name}"`
  if (status === 'done') return `On the list "${name}" ${key} is done already`
  if (status === 'ordered')
    return `On the list "${name}" ${key} is ordered${seller === null ? ' without a seller' : ` at ${seller}`}`
  return undefined
}
