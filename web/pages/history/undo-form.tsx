import { Button, Skeleton, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Operation, type UndoPreview, undoPreviewQuery } from '../../api/queries/operations.ts'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { ChangedRecords } from '../../shared/stock/changed-records.tsx'
import { DeletedParts } from '../../shared/stock/deleted-parts.tsx'
import { LeftOutNote } from '../../shared/stock/left-out.tsx'
import { StayingRecords } from '../../shared/stock/staying-records.tsx'
import { change, count, plural } from '../../shared/text/numbers.ts'
import { clock, day } from '../../shared/text/times.ts'
import { ChangedPiles } from './changed-piles.tsx'
import classes from './undo-dialog.module.css'
import { useUndo } from './use-undo.ts'
import { undoVerb, whatText } from './words.ts'

interface UndoFormProps {
  operation: Operation
  onClose: () => void
}

/** The effect as one number, with its noun. */
function Effect({ preview: { net_pieces, row_count, rows } }: { preview: UndoPreview }) {
  if (row_count === 0) return <p className={classes.effect}>No pieces come or go.</p>
  const places = new Set(rows.map(({ location_reference }) => location_reference)).size
  const where = row_count > rows.length ? plural(row_count, 'change', 'changes') : plural(places, 'place', 'places')
  if (net_pieces === 0) return <p className={classes.effect}>The same pieces, moved between {where}.</p>
  return (
    <p className={classes.effect}>
      <b className="num">{change(net_pieces)}</b> {Math.abs(net_pieces) === 1 ? 'piece' : 'pieces'}{' '}
      {row_count > rows.length ? 'in' : net_pieces < 0 ? 'from' : 'to'} {where}
    </p>
  )
}

/** What the button says: the effect with its amount. */
function verbOf(operation: Operation, { rows, row_count, net_pieces }: UndoPreview): string {
  const verb = undoVerb(operation)
  const [row] = rows
  if (verb === 'Restore' || row_count === 0 || row === undefined) return verb
  if (row_count > 1) return `${verb} ${plural(row_count, 'change', 'changes')}`
  if (net_pieces > 0) return `Put ${count(net_pieces)} back in ${row.location_reference ?? 'its place'}`
  return `Take ${count(-net_pieces)} out of ${row.location_reference ?? 'its place'}`
}

function KitsShort({ kits }: { kits: NonNullable<UndoPreview['kits_short']> }) {
  if (kits.length === 0) return null
  return (
    <Note tone="warn">
      {kits.map(({ kit_id, name, units }) => (
        <p key={kit_id} className={classes.short}>
          <b>{name} will be short.</b> {plural(units, 'unit of its target', 'units of its target')} cannot be built any
          more.
        </p>
      ))}
    </Note>
  )
}

/** How what is undone is done again. */
function wayBack({ reason }: Operation): string {
  return reason === 'import' ? 'The file can be given again' : 'It can be redone from the history'
}

/** What would be done, with the reason that the history keeps. */
export function UndoForm({ operation, onClose }: UndoFormProps) {
  const { data: preview, error } = useQuery(undoPreviewQuery(operation.operation_id))
  const mayEdit = useMay('editor')
  const [note, setNote] = useState('')
  const undo = useUndo(operation, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    undo.mutate(note.trim())
  }
  const by = operation.actor_name ?? operation.actor
  return (
    <form onSubmit={submit}>
      <p className={classes.what}>
        {whatText(operation)}
        <span>
          {day(operation.timestamp)} at {clock(operation.timestamp)}
          {by !== null && `, by ${by}`}
        </span>
      </p>
      {error !== null && <Failure error={error} />}
      {preview === undefined && error === null && <Skeleton height={120} />}
      {preview !== undefined && (
        <>
          <Effect preview={preview} />
          <DeletedParts preview={preview} />
          <KitsShort kits={preview.kits_short ?? []} />
          <LeftOutNote leftOut={preview.left_out} />
          <StayingRecords records={preview.staying_records} count={preview.staying_record_count} />
          <ChangedPiles operation={operation} />
          <ChangedRecords preview={preview} />
          <TextInput
            aria-label="Why, for the history"
            placeholder="Why, for the history"
            maxLength={500}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {undo.error !== null && <Failure error={undo.error} />}
        </>
      )}
      <div className={classes.foot}>
        <span>{preview === undefined ? '' : wayBack(operation)}</span>
        <Button onClick={onClose}>Cancel</Button>
        {preview !== undefined && mayEdit && (
          <Button
            type="submit"
            variant="filled"
            loading={undo.isPending}
            leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
          >
            {verbOf(operation, preview)}
          </Button>
        )}
      </div>
    </form>
  )
}
