import type { LineOffer, ListLine } from '../../api/queries/lists.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './groups.module.css'
import { numberFor, roundedUp, soldIn, toBuy } from './offers.ts'

interface LineNumberProps {
  line: ListLine
  offer: LineOffer | undefined
}

/** The number under which the seller sells the part, with the amounts in which it does; else the maker's number. */
export function LineNumber({ line, offer }: LineNumberProps) {
  const number = numberFor(offer, toBuy(line))
  if (number === undefined) return <span className="mono ellipsis">{line.part.manufacturer_code}</span>
  const better = line.status === 'new' ? roundedUp(number, toBuy(line)) : null
  const packs = soldIn(number)
  return (
    <span className="ellipsis">
      <span className="mono">{number.number}</span>
      {packs !== '' && `, ${packs}`}
      {better !== null && <b className={classes.warn}>: order {count(better)}</b>}
    </span>
  )
}
