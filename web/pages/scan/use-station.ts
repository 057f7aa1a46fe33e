import { useEffect, useState } from 'react'
import { labelOf, type Station, stationOf } from './place-of.ts'

const NAME = 'scan-place'

function keptStation(): Station | null {
  try {
    return stationOf(sessionStorage.getItem(NAME) ?? '')
  } catch {
    // The browser keeps nothing for this site.
    return null
  }
}

function keepStation(station: Station | null): void {
  try {
    if (station === null) sessionStorage.removeItem(NAME)
    else sessionStorage.setItem(NAME, labelOf(station))
  } catch {
    // Then it holds until the page is left.
  }
}

/** The slot or the box into which everything goes, until it is cleared: kept for this tab. */
export function useStation(): [Station | null, (station: Station | null) => void] {
  const [station, setStation] = useState(keptStation)
  useEffect(() => keepStation(station), [station])
  return [station, setStation]
}
