import type { UndoPreview } from '../../api/queries/operations.ts'
import { Note } from '../feedback/note.tsx'
import { count } from '../text/numbers.ts'

/** Says before something is undone which parts are deleted with it. */
export function DeletedParts({ preview: { part_changes, part_change_count: amount } }: { preview: UndoPreview }) {
  const [first] = part_changes
  if (first?.change !== 'deleted') return null
  return (
    <Note tone="warn">
      <b>{amount === 1 ? `The part ${first.part_key} is deleted.` : `${count(amount)} parts are deleted.`}</b>{' '}
      {amount === 1 ? 'It' : 'They'} can be brought back.
    </Note>
  )
}
