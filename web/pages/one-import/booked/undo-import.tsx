import { Button, Skeleton } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../../api/client.ts'
import { type Import, importQuery } from '../../../api/queries/imports.ts'
import { UNDO_PREVIEW, undoPreviewQuery } from '../../../api/queries/operations.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayDone } from '../../../shared/feedback/undo.tsx'
import { Dialog } from '../../../shared/page/dialog.tsx'
import { ChangedRecords } from '../../../shared/stock/changed-records.tsx'
import { LeftOutNote } from '../../../shared/stock/left-out.tsx'
import { StayingRecords } from '../../../shared/stock/staying-records.tsx'
import { change, count, plural } from '../../../shared/text/numbers.ts'
import classes from './booked.module.css'

interface UndoImportProps {
  one: Import
  opened: boolean
  onClose: () => void
}

function useUndo({ id, file_name }: Import, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      body(api.POST('/api/imports/{import_id}/undo', { params: { path: { import_id: id }, header: once() } })),
    onSuccess: (found) => {
      onDone()
      queries.setQueryData(importQuery(id).queryKey, found)
      if (found.status === 'undone') sayDone(`“${file_name}” was taken back`)
    },
    // Nearly every page shows something of it.
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== UNDO_PREVIEW }),
  })
}

/** What would come, go and be short. */
function Preview({ operationId }: { operationId: string }) {
  const { data, error } = useQuery(undoPreviewQuery(operationId))
  if (error !== null) return <Failure error={error} />
  if (data === undefined) return <Skeleton height={72} />
  const { net_pieces, row_count, kits_short = [], left_out: leftOut } = data
  return (
    <>
      <p className={classes.effect}>
        {row_count === 0 ? (
          'No pieces come or go.'
        ) : (
          <>
            <b className="num">{change(net_pieces)}</b> {Math.abs(net_pieces) === 1 ? 'piece' : 'pieces'}, in{' '}
            {plural(row_count, 'change', 'changes')} of stock
          </>
        )}
      </p>
      {kits_short.length > 0 && (
        <Note tone="warn">
          {kits_short.map(({ kit_id, name, units }) => (
            <span key={kit_id} className={classes.short}>
              <b>{name} will be short.</b> {count(units)} of its target cannot be built any more.
            </span>
          ))}
        </Note>
      )}
      <LeftOutNote leftOut={leftOut} />
      <StayingRecords records={data.staying_records} count={data.staying_record_count} />
      <ChangedRecords preview={data} />
    </>
  )
}

/** Asks before an import is taken back, which cannot be taken back itself. */
export function UndoImport({ one, opened, onClose }: UndoImportProps) {
  const undo = useUndo(one, onClose)
  const { operation_id } = one
  const made = one.report?.created.parts ?? 0
  return (
    <Dialog opened={opened} onClose={onClose} title="Undo this import?" size={520}>
      {opened && operation_id !== null && <Preview operationId={operation_id} />}
      <p className={classes.note}>
        {operation_id === null
          ? 'It has written nothing, so nothing of the inventory changes. '
          : 'All of it is taken back, or nothing. '}
        {made > 0 && `${plural(made, 'part that it made goes', 'parts that it made go')}. `}
        The file can be given again.
      </p>
      {undo.isError && <Failure error={undo.error} />}
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          loading={undo.isPending}
          leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
          onClick={() => undo.mutate()}
        >
          Undo the import
        </Button>
      </div>
    </Dialog>
  )
}
