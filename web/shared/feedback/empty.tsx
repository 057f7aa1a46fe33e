import type { ReactNode } from 'react'
import { BoxMap } from '../place/box-map.tsx'
import classes from './feedback.module.css'

interface EmptyProps {
  title: string
  /** One sentence. */
  children: ReactNode
  /** The ways on, the most likely first. */
  ways?: ReactNode
}

/** What stands where nothing is yet: a drawing, a sentence, what to do next. */
export function Empty({ title, children, ways }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <BoxMap capacity={40} occupied={[]} here={17} cell={20} label="An empty box with one slot marked" />
      <h1>{title}</h1>
      <p>{children}</p>
      {ways !== undefined && <div className={classes.ways}>{ways}</div>}
    </div>
  )
}
