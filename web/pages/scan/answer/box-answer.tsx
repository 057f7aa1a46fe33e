import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shelfQuery } from '../../../api/queries/boxes.ts'
import { BoxMap } from '../../../shared/place/box-map.tsx'
import { count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'

interface BoxAnswerProps {
  boxNo: number
  /** Whether the next bag goes there. */
  takesNext: boolean
  /** What can be done at once. */
  children?: ReactNode
}

/** A box by its label: how full it is, and whether the next bag goes there. */
export function BoxAnswer({ boxNo, takesNext, children }: BoxAnswerProps) {
  const { data: shelf } = useQuery(shelfQuery)
  const box = shelf?.find((each) => each.box_no === boxNo)
  const free = box === undefined ? 0 : box.capacity - box.occupied.length
  return (
    <>
      {box !== undefined && (
        <div className={classes.where}>
          <BoxMap capacity={box.capacity} occupied={box.occupied} cell={10} label={`Box ${boxNo}`} />
          <span className={classes.whereWords}>
            <b>Box {boxNo}</b>
            <span className={classes.boxName}>{box.description}</span>
            <span className={free === 0 ? classes.wrong : undefined}>
              {free === 0 ? 'No slot is free' : `${count(free)} of ${count(box.capacity)} slots free`}
            </span>
          </span>
        </div>
      )}
      {children}
      {takesNext && <p className={classes.hint}>The next bags that you scan go into this box.</p>}
      <Button fullWidth renderRoot={(props) => <Link to="/boxes/$box" params={{ box: String(boxNo) }} {...props} />}>
        Open box {boxNo}
      </Button>
    </>
  )
}
