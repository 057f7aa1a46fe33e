import type { Import } from '../../../api/queries/imports.ts'
import { Note } from '../../../shared/feedback/note.tsx'
import { plural } from '../../../shared/text/numbers.ts'

const NAMED = 12

/** Rows that were not written, by their numbers in the file. */
export function LeftOut({ report: { left_out } }: { report: NonNullable<Import['report']> }) {
  if (left_out.length === 0) return null
  const named = left_out.slice(0, NAMED).map(({ row_no }) => row_no)
  const more = left_out.length - named.length
  return (
    <Note tone="warn">
      <b>{plural(left_out.length, 'row was', 'rows were')} left out:</b> {named.join(', ')}
      {more > 0 && ` and ${plural(more, 'more', 'more')}`}. Fix {left_out.length === 1 ? 'it' : 'them'} in the file, or
      give the file again: what was written is not written twice.
    </Note>
  )
}
