import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Slot, shelfQuery, slotsQuery } from '../../../api/queries/boxes.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { firstField } from '../../../shared/form/first-field.ts'
import { Dialog } from '../../../shared/page/dialog.tsx'
import { placeName } from '../../../shared/place/place.ts'
import { stockChanges } from '../../../shared/stock/changes.ts'
import { count, plural } from '../../../shared/text/numbers.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './choosing.module.css'
import { pilesOf, planMoves } from './plan-moves.ts'

interface MoveDialogProps {
  boxNo: number
  slots: readonly Slot[]
  opened: boolean
  onClose: () => void
  onMoved: () => void
}

function Form({ boxNo, slots, onClose, onMoved }: Omit<MoveDialogProps, 'opened'>) {
  const changes = stockChanges(useQueryClient())
  const { data: shelf = [] } = useQuery(shelfQuery)
  const [target, setTarget] = useState<number | null>(null)
  const [keeps, setKeeps] = useState(false)
  const there = useQuery({ ...slotsQuery(target ?? 0), enabled: target !== null })
  const plan = there.data && planMoves(slots, { slots: there.data, keeps })
  const piles = plan === undefined ? [] : pilesOf(plan)
  const free = there.data?.filter(({ is_occupied }) => !is_occupied).length ?? 0
  const move = useMutation({
    mutationFn: () =>
      changes.moveMany(piles, `Moved ${plural(piles.length, 'pile', 'piles')} from box ${boxNo} to box ${target}`),
    onSuccess: () => {
      onClose()
      onMoved()
    },
    onError: () => there.refetch(),
  })
  const choices = shelf
    .filter(({ box_no }) => box_no !== boxNo)
    .map(({ box_no, description, capacity, occupied }) => ({
      value: String(box_no),
      label: `${box_no}  ${description}, ${count(capacity - occupied.length)} free`,
    }))
  return (
    <div className={classes.form}>
      <Select
        label="To box"
        placeholder="Number or name"
        searchable
        {...firstField}
        data={choices}
        value={target === null ? null : String(target)}
        onChange={(value) => setTarget(value === null ? null : Number(value))}
        nothingFoundMessage="No box is like that"
      />
      <Checkbox
        label="Each keeps the number of its slot"
        checked={keeps}
        onChange={({ currentTarget }) => setKeeps(currentTarget.checked)}
      />
      {there.isError && <Failure error={there.error} retry={() => void there.refetch()} />}
      {there.data !== undefined && plan === undefined && (
        <Note tone="warn">
          {keeps
            ? `Some of these slots are not free in box ${target}.`
            : `Box ${target} has ${plural(free, 'free slot', 'free slots')}; ${count(slots.length)} are needed.`}
        </Note>
      )}
      {piles.length > 0 && (
        <ul className={classes.plan} aria-label="What goes where">
          {piles.map(({ key, qty, from, to }) => (
            <li key={`${key} ${from.loc_no}`}>
              <PartKey>{key}</PartKey>
              <span className="num">{count(qty)}</span>
              <span className="num">
                {placeName(from)} → <b>{placeName(to)}</b>
              </span>
            </li>
          ))}
        </ul>
      )}
      {move.isError && <Failure error={move.error} />}
      <div className={classes.foot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" disabled={piles.length === 0} loading={move.isPending} onClick={() => move.mutate()}>
          {piles.length === 0 ? 'Move' : `Move ${plural(piles.length, 'pile', 'piles')} to box ${target}`}
        </Button>
      </div>
    </div>
  )
}

/** Asks into which box the chosen slots are emptied, and shows first what goes where. */
export function MoveDialog({ opened, ...form }: MoveDialogProps) {
  const many = plural(form.slots.length, 'slot', 'slots')
  return (
    <Dialog opened={opened} onClose={form.onClose} title={`Move what lies in ${many}`}>
      {opened && <Form {...form} />}
    </Dialog>
  )
}
