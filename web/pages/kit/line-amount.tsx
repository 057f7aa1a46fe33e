import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import type { KitDetail, KitLine } from '../../api/queries/kits.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import classes from './kit-lines.module.css'

/** How many of a part one unit needs, changed in place. */
export function LineAmount({ kit, line }: { kit: KitDetail; line: KitLine }) {
  const queries = useQueryClient()
  const [text, setText] = useState<string | null>(null)
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
  const keep = () => {
    const wanted = Number(text)
    if (text === null || change.isPending) return
    if (!Number.isInteger(wanted) || wanted <= 0 || wanted === line.required_per_unit) return setText(null)
    // What is refused stays as it was typed: somebody else may have changed the line meanwhile.
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
      aria-label={`Pieces of ${line.part.key} for one`}
      value={text ?? String(line.required_per_unit)}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={onKey}
      onBlur={keep}
    />
  )
}
