import { useState } from 'react'
import type { Place, Scan, ScanMatch } from '../../../api/queries/scans.ts'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { firstVerb, isFromPile, type ScanVerb } from './verbs.ts'

interface DraftOptions {
  scan: Scan
  match: ScanMatch
  /** The slot whose label was scanned. */
  place: Place | null
  /** The box whose label was scanned. */
  box: number | null
  /** A slot that is free; empty while none is known. */
  free: string
}

function isSame(one: Place, other: Place | null | undefined): boolean {
  return one.box_no === other?.box_no && one.loc_no === other.loc_no
}

/** What is about to be booked: proposed by the service, changed by the person. */
export function useDraft({ scan, match, place, box, free }: DraftOptions) {
  const [chosenVerb, setVerb] = useState<ScanVerb | null>(null)
  const verb = chosenVerb ?? firstVerb(scan, match)
  /** Null: what was typed is no amount. */
  const [typedQty, setQty] = useState<number | null>()
  const [typedTarget, setTarget] = useState<string | null>(null)
  const [chosen, setPile] = useState<Place | null>(null)
  const { proposal } = scan
  const meant = proposal?.part_key === match.part.key && proposal.action === verb ? proposal : null
  const slotOf = (of: Scan['proposal']) => (of?.box_no && of.loc_no ? { box_no: of.box_no, loc_no: of.loc_no } : null)
  const named = slotOf(meant)
  // In a box that was scanned: where the part lies, else the slot that is proposed there.
  const proposed = slotOf(proposal)
  const pileInBox = match.locations.find(({ box_no }) => box_no === box)
  const inBox = pileInBox ?? (proposed?.box_no === box ? proposed : null)
  const pileAt = (wanted: Place | null) => match.locations.find((each) => isSame(each, wanted))
  const [seen, setSeen] = useState({ place, box })
  if (seen.place !== place || seen.box !== box) {
    // The label that was scanned last counts. Nothing is taken out of another slot or box than that.
    setSeen({ place, box })
    if (place !== null || box !== null) {
      setPile(null)
      setTarget(null)
    }
    const isThere = place === null ? box === null || pileInBox !== undefined : pileAt(place) !== undefined
    if (isFromPile(verb) && !isThere) {
      setVerb(null)
      setQty(undefined)
    }
  }
  const scanned = verb === 'move' ? undefined : pileAt(place)
  const pile =
    pileAt(chosen) ?? scanned ?? pileAt(named) ?? (verb === 'move' ? undefined : pileInBox) ?? match.locations[0]
  const first = verb === 'move' ? (inBox ?? undefined) : (named ?? inBox ?? match.locations[0])
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
    qty: typedQty === undefined ? usual : typedQty,
    /** The line of a list that is meant. */
    shoppingLine: verb === 'receive' ? (meant?.shopping_list_line_id ?? null) : null,
    pickLine: verb === 'pick' ? (meant?.pick_list_line_id ?? null) : null,
    setVerb: (next: ScanVerb) => {
      setVerb(next)
      setQty(undefined)
    },
    setQty,
    setTarget,
    setPile,
  }
}

export type Draft = ReturnType<typeof useDraft>
