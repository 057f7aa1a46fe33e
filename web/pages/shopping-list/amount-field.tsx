import { api, body, once } from '../../api/client.ts'
import type { ListLine } from '../../api/queries/lists.ts'
import { CellNumber } from '../../shared/form/cell-number.tsx'
import { MOST_PIECES } from '../../shared/form/number-range.ts'
import classes from './groups.module.css'
import { useListChange } from './use-list-change.ts'

/** How many pieces are needed or ordered, changed in place. */
export function AmountField({ line, field }: { line: ListLine; field: 'needed' | 'ordered' }) {
  const change = useListChange((amount: number) =>
    body(
      api.PUT('/api/shopping-list-lines/{line_id}', {
        params: { path: { line_id: line.id }, header: once() },
        body: {
          needed: line.needed,
          ordered: line.ordered,
          seller_id: line.seller_id,
          note: line.note,
          [field]: amount,
        },
      }),
    ),
  )
  return (
    <CellNumber
      label={`${line.part.key}, pieces ${field}`}
      value={line[field]}
      range={{ min: field === 'needed' ? 1 : 0, max: MOST_PIECES }}
      className={classes.amount}
      isSaving={change.isPending}
      save={(amount, saved) => change.mutate(amount, { onSuccess: saved })}
    />
  )
}
