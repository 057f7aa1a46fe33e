import type { Scan, ScanMatch } from '../../../api/queries/scans.ts'

/** What is done with a part that was scanned. */
export type ScanVerb = 'put_away' | 'receive' | 'pick' | 'take' | 'count' | 'move'

export const VERB_NAMES: Readonly<Record<ScanVerb, string>> = {
  put_away: 'Put away',
  receive: 'Receive',
  pick: 'Pick',
  take: 'Take',
  count: 'Count',
  move: 'Move',
}

/** Whether the pieces come out of a slot where they lie, rather than go into one. */
export function isFromPile(verb: ScanVerb): boolean {
  return verb === 'take' || verb === 'count' || verb === 'pick'
}

function proposed({ proposal }: Scan, { part }: ScanMatch): ScanVerb | undefined {
  if (proposal === null || proposal.part_key !== part.key) return undefined
  const { action } = proposal
  return action === 'open' || action === 'create' ? undefined : action
}

/** What a person most likely wants. */
export function firstVerb(scan: Scan, match: ScanMatch): ScanVerb {
  const verb = proposed(scan, match)
  if (verb !== undefined) return verb
  return scan.kind === 'own_part' && match.locations.length > 0 ? 'take' : 'put_away'
}

/** All that can be done, in the order in which it is offered. */
export function verbsOf(scan: Scan, match: ScanMatch): ScanVerb[] {
  const verb = proposed(scan, match)
  const ordered: ScanVerb[] = verb === 'receive' || verb === 'pick' ? [verb] : []
  const there: ScanVerb[] = match.locations.length > 0 ? ['take', 'count', 'move'] : []
  return [...ordered, 'put_away', ...there]
}
