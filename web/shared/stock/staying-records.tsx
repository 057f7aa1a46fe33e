import type { Schemas } from '../../api/client.ts'
import { Note } from '../feedback/note.tsx'
import { Keys } from '../text/keys.tsx'
import { plural } from '../text/numbers.ts'
import { recordName } from './changed-lines.ts'
import classes from './stock.module.css'

/** What was made and stays when that is taken back, a line each with what needs it. */
export function StayingRecords({
  records,
  count = records.length,
}: {
  records: readonly Schemas['StayingRecord'][]
  count?: number
}) {
  if (records.length === 0) return null
  const more = count - records.length
  return (
    <Note tone="warn">
      <b>Not all that it made goes:</b>
      <ul className={classes.leftOut}>
        {records.map((record) => (
          <li key={`${record.record} ${record.id}`}>
            {recordName(record)} stays: <Keys text={record.because} />
          </li>
        ))}
        {more > 0 && <li>and {plural(more, 'record', 'records')} more</li>}
      </ul>
    </Note>
  )
}
