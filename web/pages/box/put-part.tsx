import { Autocomplete, Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { suggestionsQuery } from '../../api/queries/parts.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { stockChanges } from '../../shared/stock/changes.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './slot-panel.module.css'

const WAIT_MS = 60

interface PutPartProps {
  slot: Schemas['LocationWithParts']
  /** Nothing lies there yet. */
  first: boolean
}

/** Puts a part into the chosen slot. */
export function PutPart({ slot, first }: PutPartProps) {
  const changes = stockChanges(useQueryClient())
  const [text, setText] = useState('')
  const [qty, setQty] = useState(1)
  const [settled] = useDebouncedValue(text, WAIT_MS)
  const { data } = useQuery(suggestionsQuery(settled))
  const key = /^([A-Z]{4})(?: |$)/.exec(text)?.[1]
  const put = useMutation({
    mutationFn: async () => {
      if (key !== undefined) await changes.put(key, slot, qty)
    },
    onSuccess: () => setText(''),
  })
  const choices = (data?.parts ?? []).map((part) => `${part.key}  ${part.description}`)
  return (
    <section className={classes.put}>
      <h2>{first ? 'Put a part here' : 'Put another part here'}</h2>
      <Autocomplete
        aria-label="Part"
        placeholder="Key, number or words"
        value={text}
        onChange={setText}
        data={[...new Set(choices)]}
        filter={({ options }) => options}
        limit={6}
      />
      <div className={classes.acts}>
        <Stepper label="Pieces" value={qty} onChange={setQty} min={1} onEnter={() => put.mutate()} />
        <Button variant="filled" disabled={key === undefined} loading={put.isPending} onClick={() => put.mutate()}>
          Put {count(qty)} in {slot.box_no}-{slot.loc_no}
        </Button>
      </div>
      {put.isError && (
        <p className={classes.wrong} role="alert">
          {sentence(put.error)}
        </p>
      )}
    </section>
  )
}
