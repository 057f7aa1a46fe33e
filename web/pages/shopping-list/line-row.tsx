import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { LineOffer, ListLine } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import cells from '../../shared/list/cells.module.css'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { AmountField } from './amount-field.tsx'
import classes from './groups.module.css'
import { LineMenu } from './line-menu.tsx'
import { LineNumber } from './line-number.tsx'
import { LinePrice } from './line-price.tsx'
import { Receive } from './receive.tsx'

interface LineRowProps {
  line: ListLine
  offer: LineOffer | undefined
  frozen: boolean
}

/** One line of a list; what has come is booked below it. */
export function LineRow({ line, offer, frozen }: LineRowProps) {
  const mayEdit = useMay('editor') && !frozen
  const [receiving, setReceiving] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  const leave = () => {
    setReceiving(false)
    // The button that had the keyboard before goes when all has come.
    row.current?.querySelector('a')?.focus()
  }
  const { part } = line
  const left = Math.max(0, line.ordered - line.received)
  return (
    <div ref={row} className={classes.item} data-done={line.status === 'done' || undefined}>
      <div className={classes.row}>
        <Picture url={part.cover_url} size={1.75} />
        <PartKey>{part.key}</PartKey>
        <span className={cells.words}>
          <Link to="/parts/$key" params={{ key: part.key }} className="ellipsis" title={part.description} data-walk>
            {part.description}
          </Link>
          <LineNumber line={line} offer={offer} />
        </span>
        <span className={classes.number} data-label="needed">
          {mayEdit && line.status === 'new' ? <AmountField line={line} field="needed" /> : count(line.needed)}
        </span>
        <span className={classes.number} data-strong data-label="ordered">
          {mayEdit && line.status === 'new' ? <AmountField line={line} field="ordered" /> : count(line.ordered)}
        </span>
        <span className={classes.number} data-label={line.received > 0 ? 'come' : undefined}>
          {line.received > 0 ? count(line.received) : ''}
        </span>
        <LinePrice line={line} offer={offer} />
        <span className={classes.end}>
          {line.status === 'done' && (
            <span className={classes.come}>
              <IconCheck size={14} stroke={1.75} aria-hidden />
              {line.part_locations[0] === undefined ? 'done' : `in ${placeName(line.part_locations[0])}`}
            </span>
          )}
          {mayEdit && line.can_receive && !receiving && (
            <Button size="xs" onClick={() => setReceiving(true)}>
              Receive {left > 0 ? count(left) : ''}
            </Button>
          )}
          {receiving && <b>Receiving</b>}
          {mayEdit && line.status !== 'done' && <LineMenu line={line} />}
        </span>
      </div>
      {receiving && <Receive line={line} onClose={leave} />}
    </div>
  )
}
