import { Button } from '@mantine/core'
import { IconCircleCheckFilled, IconTag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { queueLabels } from '../../../shared/labels/queue-labels.ts'
import { Places } from '../../../shared/place/places.tsx'
import classes from './answer.module.css'
import type { Booked } from './use-apply.ts'

/** What was done, what is there now, and what comes next. The next scan replaces it. */
export function BookedAnswer({ booked: { text, partKey, result } }: { booked: Booked }) {
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
          Now there <Places places={result.locations} most={4} />
        </p>
      )}
      {result !== null && result.warnings.length > 0 && <Note tone="warn">{result.warnings.join(' ')}</Note>}
      {result !== null && result.next !== null && (
        <p className={classes.next}>
          <b>Next</b> {result.next.reason}
        </p>
      )}
      <div className={classes.others}>
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
