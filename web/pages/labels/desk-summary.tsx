import { Link } from '@tanstack/react-router'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'

interface DeskSummaryProps {
  /** Whether the labels are those of the queue. */
  isQueue: boolean
  labels: number
  /** When the first of the queue was added. */
  oldest: string | undefined
}

function isToday(at: string): boolean {
  return new Date(at).toDateString() === new Date().toDateString()
}

/** How many labels wait, and for how long. */
export function DeskSummary({ isQueue, labels, oldest }: DeskSummaryProps) {
  if (!isQueue) {
    return (
      <>
        Printed without the queue. <Link to="/labels">Show the queue</Link>
      </>
    )
  }
  return (
    <>
      {plural(labels, 'label waits', 'labels wait')}
      {oldest !== undefined && !isToday(oldest) && (
        <>
          , the oldest since <Time at={oldest} byDay="after-words" />
        </>
      )}
    </>
  )
}
