import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { PartKey } from '../../../shared/text/part-key.tsx'
import { Time } from '../../../shared/text/time.tsx'
import classes from './bookings.module.css'
import type { Booking } from './session.ts'

interface BookingsProps {
  bookings: readonly Booking[]
  undo: (operationId: string) => Promise<unknown>
}

function Row({ booking, undo }: { booking: Booking; undo: BookingsProps['undo'] }) {
  const back = useMutation({ mutationFn: () => undo(booking.operationId), onError: sayFailure })
  return (
    <li className={classes.row} data-undone={booking.undone || undefined}>
      <Link to="/parts/$key" params={{ key: booking.partKey }} className={classes.key}>
        <PartKey>{booking.partKey}</PartKey>
      </Link>
      <span className={classes.text}>{booking.text}</span>
      <span className={classes.time}>
        <Time at={booking.at} />
      </span>
      {booking.undone ? (
        <span className={classes.time}>undone</span>
      ) : (
        <Button
          size="xs"
          leftSection={<IconArrowBackUp size={13} stroke={1.75} />}
          loading={back.isPending}
          onClick={() => back.mutate()}
        >
          Undo
        </Button>
      )}
    </li>
  )
}

/** What was done by scanning, each with the way back. */
export function Bookings({ bookings, undo }: BookingsProps) {
  if (bookings.length === 0) return <p className={classes.none}>What you book by scanning stands here, with undo.</p>
  return (
    <ul className={classes.list}>
      {bookings.map((booking) => (
        <Row key={booking.operationId} booking={booking} undo={undo} />
      ))}
    </ul>
  )
}
