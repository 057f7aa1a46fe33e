import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import type { KitDetail, KitLine } from '../../api/queries/kits.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { CellNumber } from '../../shared/form/cell-number.tsx'
import { MOST_UNITS } from '../../shared/form/number-range.ts'
import classes from './kit-lines.module.css'

/** How many of a part one unit needs, changed in place. */
export function LineAmount({ kit, line }: { kit: KitDetail; line: KitLine }) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (required: number) =>
      body(
        api.PATCH('/api/kits/{kit_id}/contents/{content_id}', {
          params: { path: { kit_id: kit.id, content_id: line.id }, header: once() },
          body: { version: line.version, required_per_unit: required },
        }),
      ),
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['kit'] }),
  })
  return (
    <CellNumber
      label={`Pieces of ${line.part.key} for one`}
      value={line.required_per_unit}
      range={{ min: 1, max: MOST_UNITS }}
      className={classes.amount}
      isSaving={change.isPending}
      // What is refused stays as it was typed: somebody else may have changed the line meanwhile.
      save={(required, saved) => change.mutate(required, { onSuccess: saved })}
    />
  )
}
