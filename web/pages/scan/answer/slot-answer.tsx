import { Button, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shelfQuery, slotsQuery } from '../../../api/queries/boxes.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Picture } from '../../../shared/picture/picture.tsx'
import { BoxMap } from '../../../shared/place/box-map.tsx'
import { readPlace } from '../../../shared/place/place.ts'
import { count } from '../../../shared/text/numbers.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './answer.module.css'

interface SlotAnswerProps {
  /** As its label has it: `7-12`. */
  id: string
  /** Whether the next bag goes there. */
  takesNext: boolean
  onCode: (code: string) => void
  /** What can be done at once. */
  children?: ReactNode
}

/** A slot by its label: what lies in it, and whether the next bag goes there. */
export function SlotAnswer({ id, takesNext, onCode, children }: SlotAnswerProps) {
  const { box_no, loc_no } = readPlace(id) ?? { box_no: 0, loc_no: 0 }
  const { data: shelf } = useQuery(shelfQuery)
  const { data: slots, error, refetch } = useQuery(slotsQuery(box_no))
  const box = shelf?.find((each) => each.box_no === box_no)
  const parts = slots?.find((slot) => slot.loc_no === loc_no)?.part_assignments ?? []
  return (
    <>
      <div className={classes.where}>
        {box !== undefined && (
          <BoxMap capacity={box.capacity} occupied={box.occupied} here={loc_no} cell={10} label={`Slot ${id}`} />
        )}
        <span className={classes.whereWords}>
          <b>{id}</b>
          {box !== undefined && (
            <span className={classes.boxName}>
              Box {box_no}, {box.description}
            </span>
          )}
          {slots !== undefined && parts.length === 0 && <span>free</span>}
        </span>
      </div>
      {children}
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {parts.length > 0 && (
        <section className={classes.matches} aria-label="What lies here">
          <h2>What lies here</h2>
          <ul>
            {parts.map((part) => (
              <li key={part.key}>
                <UnstyledButton className={classes.match} onClick={() => onCode(part.key)}>
                  <Picture url={part.cover_url} size={2.25} />
                  <span className={classes.matchWords}>
                    <PartKey>{part.key}</PartKey>
                    <span className="ellipsis">{part.description}</span>
                  </span>
                  <b className="num">{count(part.qty)}</b>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      {takesNext && <p className={classes.hint}>The next bag that you scan goes here.</p>}
      <Button
        fullWidth
        renderRoot={(props) => (
          <Link to="/boxes/$box" params={{ box: String(box_no) }} search={{ slot: String(loc_no) }} {...props} />
        )}
      >
        Open box {box_no}
      </Button>
    </>
  )
}
