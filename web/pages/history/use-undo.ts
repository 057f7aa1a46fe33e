import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { type Operation, UNDO_PREVIEW } from '../../api/queries/operations.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { sayBroughtBack } from '../../shared/stock/left-out.tsx'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import { undoVerb } from './words.ts'

/** Undoes an operation with a remark, says so, and offers the way back. Nearly every page shows something of it. */
export function useUndo(operation: Operation, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (note: string) =>
      body(
        api.POST('/api/operations/{operation_id}/undo', {
          params: { path: { operation_id: operation.operation_id }, header: once() },
          body: note === '' ? {} : { note },
        }),
      ),
    onSuccess: (answer) => {
      onDone()
      if ('task_id' in answer) return sayDone('It is being undone in the background; Tasks shows how far it is')
      const { operation_id: id, left_out: leftOut = [] } = answer
      const back = async (made: string) => {
        const lost = await undoOperation(made)
        await queries.invalidateQueries()
        if (lost.length > 0) sayBroughtBack('Taken back', lost)
      }
      const text = undoVerb(operation) === 'Redo' ? 'Done again' : 'Taken back'
      sayBroughtBack(text, leftOut, id === null ? undefined : () => back(id))
    },
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== UNDO_PREVIEW }),
  })
}
