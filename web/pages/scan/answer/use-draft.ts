import { useState } from 'react'
import type { Place, Scan, ScanMatch } from '../../../api/queries/scans.ts'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { firstVerb, isFromPile, type ScanVerb } from './verbs.ts'

interface DraftOptions {
  scan: Scan
  match: ScanMatch
  /** The slot whose label was scanned. */
  place: Place | null
  /** A slot that is free; empty while none is known. */
  free: string
}

function isSame(one: Place, other: Place | null | undefined): boolean {
  return one.box_no === other?.box_no && one.loc_no === other.loc_no
}

/** What is about to be booked: proposed by the service, changed by the person. */
export function useDraft({ scan, match, place, free }: DraftOptions) {
  const [chosenVerb, setVerb] = useState<ScanVerb | null>(null)
  const verb = chosenVerb ?? firstVerb(scan, match)
  const [typedQty, setQty] = useState<number | null>(null)
  const [typedTarget, setTarget] = useState<string | null>(null)
  const [chosen, setPile] = useState<Place | null>(null)
  const { proposal } = scan
  const meant = proposal?.part_key === match.part.key && proposal.action === verb ? proposal : null
  const named = meant?.box_no && meant.loc_no ? { box_no: meant.box_no, loc_no: meant.loc_no } : null
  const pileAt = (wanted: Place | null) => match.locations.find((each) => isSame(each, wanted))
  const [seen, setSeen] = useState(place)
  if (seen !== place) {
    // The label that was scanned last counts. Nothing is taken out of another slot than that.
    setSeen(place)
    if (place !== null) {
      setPile(null)
      setTarget(null)
    }
    if (place !== null && isFromPile(verb) && pileAt(place) === undefined) {
      setVerb(null)
      setQty(null)
    }
  }
  const pile = pileAt(chosen) ?? (verb === 'move' ? undefined : pileAt(place)) ?? pileAt(named) ?? match.locations[0]
  const first = verb === 'move' ? undefined : (named ?? match.locations[0])
  const target = typedTarget ?? (place !== null ? placeName(place) : first === undefined ? free : placeName(first))
  const all = verb === 'count' || verb === 'move'
  const usual = meant?.qty ?? (all ? (pile?.qty ?? 0) : verb === 'take' ? 1 : (scan.quantity ?? 1))
  return {
    verb,
    /** Where the pieces come from. */
    pile,
    /** Where they go, as it is typed. */
    target,
    /** Where it happens: null while no place is named. */
    where: isFromPile(verb) ? (pile ?? named) : readPlace(target),
    qty: typedQty ?? usual,
    /** The line of a list that is meant. */
    shoppingLine: verb === 'receive' ? (meant?.shopping_list_line_id ?? null) : null,
    pickLine: verb === 'pick' ? (meant?.pick_list_line_id ?? null) : null,
    setVerb: (next: ScanVerb) => {
      setVerb(next)
      setQty(null)
    },
    setQty,
    setTarget,
    setPile,
  }
}

export type Draft = ReturnType<typeof useDraft>
