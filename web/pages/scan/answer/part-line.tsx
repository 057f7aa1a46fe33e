import { Link } from '@tanstack/react-router'
import type { ScanMatch } from '../../../api/queries/scans.ts'
import { Picture } from '../../../shared/picture/picture.tsx'
import { count } from '../../../shared/text/numbers.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './answer.module.css'

interface PartLineProps {
  match: ScanMatch
  /** Pieces in the bag, where the code says so. */
  quantity: number | null
}

/** The part that was scanned. */
export function PartLine({ match: { part }, quantity }: PartLineProps) {
  return (
    <div className={classes.part}>
      <Picture url={part.cover_url} size={3.5} />
      <Link to="/parts/$key" params={{ key: part.key }} className={classes.partWords}>
        <PartKey>{part.key}</PartKey>
        <b>{part.description}</b>
        {part.manufacturer_code !== null && <span className="mono ellipsis">{part.manufacturer_code}</span>}
      </Link>
      {quantity !== null && (
        <span className={classes.quantity}>
          <b className="num">{count(quantity)}</b>
          <span>in the bag</span>
        </span>
      )}
    </div>
  )
}
