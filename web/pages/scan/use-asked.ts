import { useState } from 'react'
import { newKey } from '../../api/new-key.ts'
import type { Place } from '../../api/queries/scans.ts'
import { type Station, stationOf } from './place-of.ts'

/** One scan: a code, and which time it is that it is read. */
export interface Asked {
  code: string | undefined
  /** The bag or the label in the hand: stays when the label of a slot is scanned behind it. */
  thing: string
  /** Another one for each scan: the same code read again is another scan, since the stock has changed. */
  turn: string
  /** The slot that was scanned before it, for everything, or behind it. */
  place: Place | null
  /** The box that was scanned before it, for everything, or behind it. */
  box: number | null
  /** Whether it is looked at by itself, without the list that is picked. */
  alone: boolean
}

function asking(code: string | undefined, station: Station | null): Asked {
  const { place = null, box = null } = station ?? {}
  return { code, thing: newKey(), turn: newKey(), place, box, alone: false }
}

/** Where somebody stood at a code, when the page is opened again: at the label behind it, else where everything goes. */
export function stoodAt(code = '', at = '', station: Station | null = null): Station | null {
  return stationOf(at) ?? (stationOf(code) === null ? station : null)
}

/**
 * The scan that is answered. It changes with the scan itself and not with the address, which comes some moments later, as
 * several codes may by then. The address says the code only where it changes by itself: by a link, by going back, or by
 * a code that was scanned on another page.
 *
 * @param code that the address names.
 * @param station where somebody stood when the page was opened, or opened again.
 */
export function useAsked(code: string | undefined, station: Station | null) {
  const [asked, setAsked] = useState<Asked>(() => asking(code, station))
  const [seen, setSeen] = useState(code)
  const [onTheWay, setOnTheWay] = useState<readonly string[]>([])
  if (seen !== code) {
    setSeen(code)
    const at = code === undefined ? -1 : onTheWay.lastIndexOf(code)
    setOnTheWay(onTheWay.slice(at + 1))
    if (at < 0) setAsked(asking(code, null))
  }
  const ask = (next: string, station: Station | null) => {
    setAsked(asking(next, station))
    if (next !== code) setOnTheWay((old) => [...old, next])
  }
  /** Asks for the same thing, in a slot, in a box or without the list that is picked. */
  const askAgain = (change: Partial<Pick<Asked, 'place' | 'box' | 'alone'>>) =>
    setAsked((old) => ({ ...old, ...change, turn: newKey() }))
  return { asked, ask, askAgain }
}
