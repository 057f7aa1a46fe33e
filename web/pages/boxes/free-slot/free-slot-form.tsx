import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { freeSlotsQuery } from '../../../api/queries/boxes.ts'
import { partPlacesQuery } from '../../../api/queries/parts.ts'
import { ErrorText } from '../../../shared/feedback/error-text.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { PartField } from '../../../shared/form/part-field.tsx'
import { Stepper } from '../../../shared/form/stepper.tsx'
import { useScanHandler } from '../../../shared/keyboard/scan-handlers.ts'
import { readItem } from '../../../shared/labels/label-items.ts'
import { addQueued } from '../../../shared/labels/queue-labels.ts'
import { placeName } from '../../../shared/place/place.ts'
import { stockChanges } from '../../../shared/stock/changes.ts'
import { count } from '../../../shared/text/numbers.ts'
import classes from './free-slot.module.css'
import { SlotChoice } from './slot-choice.tsx'
import { ThePart } from './the-part.tsx'
import type { useFreeSlots } from './use-free-slots.ts'

const USUAL = 10

interface FreeSlotFormProps {
  free: ReturnType<typeof useFreeSlots>
  onPart: (key: string) => void
  large: boolean
}

/** Which part, how many pieces of it, and into which of the free slots. */
export function FreeSlotForm({ free, onPart, large }: FreeSlotFormProps) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [qty, setQty] = useState<number | null>(USUAL)
  const [label, setLabel] = useState(false)
  const { partKey, slots, chosen, error, isLoading } = free
  const { data: piles = [] } = useQuery({ ...partPlacesQuery(partKey ?? ''), enabled: partKey !== undefined })
  useScanHandler((code) => {
    const item = readItem(code)
    if (item?.kind !== 'part') return false
    onPart(item.id)
    return true
  })
  const put = useMutation({
    mutationFn: async (to: { box_no: number; loc_no: number }) => {
      if (partKey === undefined || qty === null) return
      await stockChanges(queries).put(partKey, to, qty)
      // The pieces are put, whatever comes of the label.
      if (label) await addQueued(queries, [{ kind: 'part', id: partKey, copies: 1 }]).catch(sayFailure)
      // Else Enter, pressed twice, would put as many again into a slot that is not free any more.
      await queries.invalidateQueries({ queryKey: freeSlotsQuery(partKey).queryKey })
    },
  })
  const [pile] = piles
  const size = large ? 'lg' : 'sm'
  return (
    <div className={classes.form}>
      {partKey === undefined ? (
        <PartField text={text} onChange={setText} onChosen={onPart} first />
      ) : (
        <ThePart partKey={partKey} onOther={() => onPart('?')} />
      )}
      {error !== null && (
        <Note>
          <ErrorText error={error} />
        </Note>
      )}
      {partKey === undefined && <p className={classes.hint}>Slots near it and among its like are offered.</p>}
      {partKey !== undefined && error === null && (
        <>
          <div className={classes.line}>
            <span>Pieces</span>
            <Stepper
              label="Pieces"
              value={qty}
              onChange={setQty}
              min={1}
              size={size}
              focused
              onEnter={() => chosen !== undefined && qty !== null && !put.isPending && put.mutate(chosen)}
            />
          </div>
          <SlotChoice slots={slots} value={chosen} onChange={free.choose} loading={isLoading} />
          <Checkbox
            label="Label for the next sheet"
            checked={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.checked)}
          />
          {put.isError && (
            <Note>
              <ErrorText error={put.error} />
            </Note>
          )}
          <Button
            variant="filled"
            size="lg"
            fullWidth
            disabled={chosen === undefined || qty === null}
            loading={put.isPending && put.variables === chosen}
            onClick={() => chosen !== undefined && put.mutate(chosen)}
          >
            {chosen === undefined || qty === null ? 'Put' : `Put ${count(qty)} in ${placeName(chosen)}`}
          </Button>
          {pile !== undefined && (
            <Button
              variant="subtle"
              color="gray"
              fullWidth
              disabled={qty === null}
              loading={put.isPending}
              onClick={() => put.mutate(pile)}
            >
              Put with the others in {placeName(pile)}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
