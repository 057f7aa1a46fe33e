import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { keyOf, PartField } from '../../shared/form/part-field.tsx'
import { Stepper } from '../../shared/form/stepper.tsx'
import { usePartThenPieces } from '../../shared/form/use-part-then-pieces.ts'
import { stockChanges } from '../../shared/stock/changes.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './slot-panel.module.css'

interface PutPartProps {
  slot: Schemas['LocationWithParts']
  /** Nothing lies there yet. */
  first: boolean
  /** It was asked for: the keyboard goes there. */
  asked: boolean
}

/** Puts a part into the chosen slot. */
export function PutPart({ slot, first, asked }: PutPartProps) {
  const changes = stockChanges(useQueryClient())
  const [text, setText] = useState('')
  const [qty, setQty] = useState<number | null>(1)
  const key = keyOf(text)
  const { form, toPieces } = usePartThenPieces<HTMLElement>()
  const put = useMutation({
    mutationFn: async () => {
      if (key !== undefined && qty !== null) await changes.put(key, slot, qty)
    },
    onSuccess: () => setText(''),
  })
  return (
    <section ref={form} className={classes.put}>
      <h2>{first ? 'Put a part here' : 'Put another part here'}</h2>
      <PartField
        text={text}
        onChange={setText}
        first={asked}
        onChosen={(chosen) => {
          setText(chosen)
          toPieces()
        }}
      />
      <div className={classes.acts}>
        <Stepper
          label="Pieces"
          value={qty}
          onChange={setQty}
          min={1}
          onEnter={() => key !== undefined && qty !== null && put.mutate()}
        />
        <Button
          variant="filled"
          disabled={key === undefined || qty === null}
          loading={put.isPending}
          onClick={() => put.mutate()}
        >
          Put {qty !== null && count(qty)} in {slot.box_no}-{slot.loc_no}
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
