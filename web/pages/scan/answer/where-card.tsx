import { useQuery } from '@tanstack/react-query'
import { shelfQuery } from '../../../api/queries/boxes.ts'
import type { Place, ScanMatch } from '../../../api/queries/scans.ts'
import { BoxMap } from '../../../shared/place/box-map.tsx'
import { placeName } from '../../../shared/place/place.ts'
import { change, count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'
import { isFromPile, type ScanVerb } from './verbs.ts'

interface WhereCardProps {
  verb: ScanVerb
  /** Null: what stands in the field is no amount. */
  qty: number | null
  where: Place
  locations: ScanMatch['locations']
}

function amounts(verb: ScanVerb, there: number, qty: number | null): string {
  if (qty === null) return verb === 'count' ? `${count(there)} should be there` : `${count(there)} there`
  if (verb === 'count') {
    const found = qty === there ? 'as expected' : change(qty - there)
    return `${count(there)} should be there, ${found}`
  }
  const after = isFromPile(verb) ? there - qty : there + qty
  return `${count(there)} there, ${count(Math.max(0, after))} after`
}

/** The slot where the hand goes, on the map of its box. */
export function WhereCard({ verb, qty, where, locations }: WhereCardProps) {
  const { data: shelf } = useQuery(shelfQuery)
  const box = shelf?.find(({ box_no }) => box_no === where.box_no)
  const there = locations.find((each) => placeName(each) === placeName(where))?.qty ?? 0
  return (
    <div className={classes.where}>
      {box !== undefined && (
        <BoxMap
          capacity={box.capacity}
          occupied={box.occupied}
          here={where.loc_no}
          cell={10}
          label={`Box ${box.box_no}, slot ${where.loc_no}`}
        />
      )}
      <span className={classes.whereWords}>
        <b>{placeName(where)}</b>
        {box !== undefined && (
          <span className={classes.boxName}>
            Box {box.box_no}, {box.description}
          </span>
        )}
        {shelf !== undefined && box === undefined && (
          <span className={classes.wrong}>There is no box {where.box_no}</span>
        )}
        <span>{amounts(verb, there, qty)}</span>
      </span>
    </div>
  )
}
