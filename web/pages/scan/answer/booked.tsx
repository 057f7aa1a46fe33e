import { Button } from '@mantine/core'
import { IconCircleCheckFilled, IconTag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ScanResult } from '../../../api/queries/scans.ts'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { queueLabels } from '../../../shared/labels/queue-labels.ts'
import { placeName } from '../../../shared/place/place.ts'
import { Places } from '../../../shared/place/places.tsx'
import { count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'
import type { Booked } from './use-apply.ts'
import { Warnings } from './warnings.tsx'

/** What comes next: `5 of ABCD from 7-12. It is the next line of the pick list`. */
function nextText({ action, part_key, box_no, loc_no, qty, reason }: NonNullable<ScanResult['next']>): string {
  const pieces = qty === null ? part_key : `${count(qty)} of ${part_key}`
  const place =
    box_no === null || loc_no === null ? '' : ` ${action === 'pick' ? 'from' : 'into'} ${placeName({ box_no, loc_no })}`
  return part_key === null ? reason : `${pieces}${place}. ${reason}`
}

/** What was done, what is there now, and what comes next. The next scan replaces it. */
export function BookedAnswer({ booked, pickList }: { booked: Booked; pickList: number | undefined }) {
  const { text, partKey, isPick, result } = booked
  const isLast = isPick && result !== null && result.next === null
  const queries = useQueryClient()
  const label = useMutation({
    mutationFn: () => queueLabels(queries, [{ kind: 'part', id: partKey, copies: 1 }]),
    onError: sayFailure,
  })
  return (
    <div className={classes.booked}>
      <p className={classes.done} role="status">
        <IconCircleCheckFilled size={22} aria-hidden />
        <b>{text}</b>
      </p>
      {result !== null && result.locations.length > 0 && (
        <p className={classes.now}>
          Now there <Places places={result.locations} most={4} amounts />
        </p>
      )}
      <Warnings texts={result?.warnings ?? []} />
      {result !== null && result.next !== null && (
        <p className={classes.next}>
          <b>Next</b> {nextText(result.next)}
        </p>
      )}
      {isLast && (
        <p className={classes.next} role="status">
          <b>Pick list {pickList} is done.</b>
        </p>
      )}
      <div className={classes.others}>
        {isLast && (
          <Button renderRoot={(props) => <Link to="/pick/$list" params={{ list: String(pickList) }} {...props} />}>
            Back to pick list {pickList}
          </Button>
        )}
        <Button
          leftSection={<IconTag size={15} stroke={1.75} />}
          loading={label.isPending}
          onClick={() => label.mutate()}
        >
          Label for the next sheet
        </Button>
        <Button renderRoot={(props) => <Link to="/parts/$key" params={{ key: partKey }} {...props} />}>
          Open {partKey}
        </Button>
      </div>
    </div>
  )
}
