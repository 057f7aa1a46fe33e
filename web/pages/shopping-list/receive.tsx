import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { api, body, done, once } from '../../api/client.ts'
import { shelfQuery } from '../../api/queries/boxes.ts'
import type { ListLine } from '../../api/queries/lists.ts'
import { ErrorText } from '../../shared/feedback/error-text.tsx'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { Stepper } from '../../shared/form/stepper.tsx'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { placeName, readPlace } from '../../shared/place/place.ts'
import { stockChanged } from '../../shared/stock/changes.ts'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import { useFreeSlot } from '../../shared/stock/use-free-slot.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './receive.module.css'
import { listChanged } from './use-list-change.ts'

interface Share {
  id: number
  /** As it was typed; null: the one that is proposed, which may come later. */
  place: string | null
  /** Null: what stands in the field is no amount. */
  qty: number | null
}

interface ReceiveProps {
  line: ListLine
  onClose: () => void
}

function SlotCard({
  share,
  proposed,
  onChange,
  there,
  focused,
}: {
  share: Share
  proposed: string
  onChange: (share: Share) => void
  there: number | null
  /** Whether its amount takes the keyboard when it appears. */
  focused: boolean
}) {
  const { data: shelf } = useQuery(shelfQuery)
  const typed = share.place ?? proposed
  const place = readPlace(typed)
  const box = shelf?.find(({ box_no }) => box_no === place?.box_no)
  return (
    <div className={classes.card}>
      {box !== undefined && (
        <BoxMap
          capacity={box.capacity}
          occupied={box.occupied}
          here={place?.loc_no}
          cell={6}
          label={`Box ${box.box_no}`}
        />
      )}
      <span className={classes.place}>
        <TextInput
          aria-label="Slot"
          placeholder="7-12"
          value={typed}
          onChange={({ currentTarget }) => onChange({ ...share, place: currentTarget.value })}
          error={typed !== '' && place === null}
        />
        <span>{there === null ? 'free, suggested' : `${count(there)} there`}</span>
      </span>
      <Stepper
        label="Pieces"
        value={share.qty}
        min={1}
        onChange={(qty) => onChange({ ...share, qty })}
        focused={focused}
      />
    </div>
  )
}

/** Books what has come into one slot or several. */
export function Receive({ line, onClose }: ReceiveProps) {
  const queries = useQueryClient()
  const free = useFreeSlot(line.part.key, line.part_locations.length === 0)
  const left = Math.max(1, line.ordered - line.received)
  const [shares, setShares] = useState<Share[] | null>(null)
  const first = line.part_locations[0] === undefined ? free : placeName(line.part_locations[0])
  const shown = shares ?? [{ id: 0, place: null, qty: left }]
  const sum = shown.reduce((total, { qty }) => total + (qty ?? 0), 0)
  const places = shown.map(({ place, qty }) => ({ ...readPlace(place ?? first), qty }))
  const ready = places.every(({ box_no, qty }) => box_no !== undefined && qty !== null)
  const thereAt = (place: string) => line.part_locations.find((each) => placeName(each) === place.trim())?.qty ?? null
  const book = async () => {
    const answer = api.POST('/api/shopping-list-lines/{line_id}/receive', {
      params: { path: { line_id: line.id }, header: once() },
      body: {
        receive_qty: sum,
        allocations: places.map(({ box_no = 0, loc_no = 0, qty }) => ({ box_no, loc_no, qty: qty ?? 0 })),
      },
    })
    const [operation, { warnings }] = await Promise.all([done(answer), body(answer)])
    onClose()
    const undo = async (id: string) => {
      await undoOperation(id)
      await Promise.all([stockChanged(queries), queries.invalidateQueries({ queryKey: ['list'] })])
    }
    sayDone(
      `Received ${count(sum)} ${line.part.key} in ${shown.map(({ place }) => (place ?? first).trim()).join(' and ')}`,
      operation === null ? undefined : () => undo(operation),
      warnings,
    )
    void stockChanged(queries)
  }
  const receive = useMutation({ mutationFn: book, onSettled: () => listChanged(queries) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !receive.isPending) receive.mutate()
  }
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onClose()
  }
  return (
    <form className={classes.receive} onSubmit={submit} onKeyDown={onKey} noValidate>
      <div className={classes.cards}>
        {shown.map((share) => (
          <SlotCard
            key={share.id}
            share={share}
            proposed={first}
            there={thereAt(share.place ?? first)}
            focused={share.id === shown.length - 1}
            onChange={(next) => setShares(shown.map((each) => (each.id === next.id ? next : each)))}
          />
        ))}
      </div>
      <div className={classes.acts}>
        <Button type="submit" variant="filled" disabled={!ready} loading={receive.isPending}>
          Receive {count(sum)} in {plural(shown.length, 'slot', 'slots')}
        </Button>
        <span>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={() => setShares([...shown, { id: shown.length, place: '', qty: 1 }])}
          >
            Slot
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </span>
      </div>
      {receive.isError && (
        <p className={classes.wrong} role="alert">
          <ErrorText error={receive.error} />
        </p>
      )}
    </form>
  )
}
