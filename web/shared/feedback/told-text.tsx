import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { dateAndClock } from '../text/times.ts'

const MOMENT = /\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g
const OPERATION = /operation ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/
/** With what stands around it and would say nothing without it. */
const OPERATION_AROUND = new RegExp(`,? ?${OPERATION.source}| \\(${OPERATION.source}\\)`, 'g')

function withOwnTime(text: string): string {
  return text.replace(MOMENT, (_, day: string, clock: string) => dateAndClock(`${day}T${clock}:00Z`))
}

/** A sentence of the service as people read it where it can have no link: times are theirs, and operations are not named by their ids. */
export function plainWords(text: string): string {
  return withOwnTime(text.replace(OPERATION_AROUND, ''))
}

/** The same with links: an operation that it names is looked at, and undone, in the history. */
export function ToldText({ children }: { children: string }) {
  const [first = '', ...rest] = children.split(OPERATION)
  // Ids and what stands behind them take turns.
  const links = rest.flatMap((id, place) => (place % 2 === 0 ? [{ id, behind: rest[place + 1] ?? '', place }] : []))
  return (
    <>
      {withOwnTime(first)}
      {links.map(({ id, behind, place }) => (
        <Fragment key={place}>
          <Link to="/history" search={{ undo: id }}>
            see it in the history
          </Link>
          {withOwnTime(behind)}
        </Fragment>
      ))}
    </>
  )
}
