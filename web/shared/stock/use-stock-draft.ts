import { useState } from 'react'
import { placeName } from '../place/place.ts'
import type { Pile } from './changes.ts'
import type { StockVerb } from './verbs.ts'

type Slot = Pick<Pile, 'box_no' | 'loc_no'>

interface StockDraftOptions {
  verb: StockVerb
  /** Where the part lies; undefined while that is loaded. */
  piles: readonly Pile[] | undefined
  from: Slot | undefined
  /** A slot that is proposed to put into; empty while none is known. */
  free: string
}

/** The pile that is meant when none is chosen. */
export function pileMeant(piles: readonly Pile[], from: Slot | undefined): Pile | undefined {
  const named = from === undefined ? undefined : piles.find((pile) => placeName(pile) === placeName(from))
  return named ?? piles[0]
}

/** Whether the whole pile is what one most likely means. */
function startsWithAll(verb: StockVerb): boolean {
  return verb === 'move' || verb === 'count'
}

/**
 * What a person is about to do with a part's stock. It can be typed before anything is loaded, and what has once been
 * shown or typed is not changed by data that arrive later.
 */
export function useStockDraft({ verb, piles, from, free }: StockDraftOptions) {
  const [chosen, setChosen] = useState<Pile>()
  /** Null: what was typed is no amount. */
  const [typedQty, setTypedQty] = useState<number | null>()
  const [typedPlace, setTypedPlace] = useState<string | null>(null)
  const [proposed, setProposed] = useState('')
  const first = piles && pileMeant(piles, from)
  const now = piles?.find((pile) => chosen !== undefined && placeName(pile) === placeName(chosen))
  if (chosen === undefined && first !== undefined) setChosen(first)
  // Until something is typed, the amount is that of the pile as it is now.
  if (typedQty === undefined && chosen !== undefined && now !== undefined && now.qty !== chosen.qty) setChosen(now)
  const offered = verb === 'put' && first !== undefined ? placeName(first) : free
  if (proposed === '' && offered !== '') setProposed(offered)

  return {
    /** The pile as it was when it was chosen: a count is against that. */
    pile: chosen,
    /** The same pile as it is now; undefined when it is gone. */
    now,
    /** Null: what was typed is no amount; or all pieces of the pile are meant, and it is not known yet how many these are. */
    qty: typedQty !== undefined ? typedQty : startsWithAll(verb) ? (chosen?.qty ?? null) : 1,
    place: typedPlace ?? proposed,
    setQty: setTypedQty,
    setPlace: setTypedPlace,
    /** Takes the pile as it is now; what was typed stays. */
    follow: () => setChosen(now),
    choose: (next: Pile) => {
      setChosen(next)
      setTypedQty(startsWithAll(verb) || typedQty == null ? undefined : Math.min(typedQty, next.qty))
    },
  }
}
