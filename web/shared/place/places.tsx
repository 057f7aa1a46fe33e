import type { Schemas } from '../../api/client.ts'
import { count } from '../text/numbers.ts'
import classes from './place.module.css'
import { placeName } from './place.ts'

interface PlacesProps {
  places: readonly Schemas['StockSlot'][]
  /** How many are named before the rest is counted. */
  most?: number
  /** Whether the amount is named also where there is one place. */
  amounts?: boolean
}

/** Where a part lies: the first places, with amounts when there are several. */
export function Places({ places, most = 2, amounts = places.length > 1 }: PlacesProps) {
  const shown = places.slice(0, most)
  const rest = places.length - shown.length
  return (
    <span className={`num ${classes.places}`}>
      {shown.map((place) => (
        <span key={placeName(place)} className={classes.place}>
          <b>{placeName(place)}</b>
          {amounts && <span> × {count(place.qty)}</span>}
        </span>
      ))}
      {rest > 0 && <span>+{rest}</span>}
    </span>
  )
}
