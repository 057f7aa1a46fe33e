import { useState } from 'react'
import { newKey } from '../../api/new-key.ts'
import type { Place } from '../../api/queries/scans.ts'

/** One scan: a code, and which time it is that it is read. */
interface Asked {
  code: string | undefined
  /** Another one for each scan: the same code read again is another scan, since the stock has changed. */
  turn: string
  /** The slot into which everything goes. */
  place: Place | null
}

/**
 * The scan that is answered. It changes with the scan itself and not with the address, which comes some moments later, as
 * several codes may by then. The address says the code only where it changes by itself: by a link, by going back, or by
 * a code that was scanned on another page.
 *
 * @param code that the address names.
 */
export function useAsked(code: string | undefined) {
  const [asked, setAsked] = useState<Asked>(() => ({ code, turn: newKey(), place: null }))
  const [seen, setSeen] = useState(code)
  const [onTheWay, setOnTheWay] = useState<readonly string[]>([])
  if (seen !== code) {
    setSeen(code)
    const at = code === undefined ? -1 : onTheWay.lastIndexOf(code)
    setOnTheWay(onTheWay.slice(at + 1))
    if (at < 0) setAsked({ code, turn: newKey(), place: null })
  }
  const ask = (next: string, place: Place | null) => {
    setAsked({ code: next, turn: newKey(), place })
    if (next !== code) setOnTheWay((old) => [...old, next])
  }
  return { asked, ask }
}
