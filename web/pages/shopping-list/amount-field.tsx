import { type KeyboardEvent, useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import type { ListLine } from '../../api/queries/lists.ts'
import classes from './groups.module.css'
import { useListChange } from './use-list-change.ts'

/** How many pieces are needed or ordered, changed in place. */
export function AmountField({ line, field }: { line: ListLine; field: 'needed' | 'ordered' }) {
  const [text, setText] = useState<string | null>(null)
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
  const keep = () => {
    const wanted = Number(text)
    const least = field === 'needed' ? 1 : 0
    if (text === null || change.isPending) return
    if (!Number.isInteger(wanted) || wanted < least || wanted === line[field]) return setText(null)
    // What is refused stays as it was typed.
    change.mutate(wanted, { onSuccess: () => setText((now) => (now === text ? null : now)) })
  }
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') keep()
    if (key === 'Escape') setText(null)
  }
  return (
    <input
      className={`num ${classes.amount}`}
      inputMode="numeric"
      aria-label={`${line.part.key}, pieces ${field}`}
      value={text ?? String(line[field])}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={onKey}
      onBlur={keep}
    />
  )
}
