import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Place, Scan } from '../../../api/queries/scans.ts'
import { Stepper } from '../../../shared/form/stepper.tsx'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'
import { ApplyProblem } from './apply-problem.tsx'
import { type Booked, useApply } from './use-apply.ts'
import { remembersAtFirst } from './words.ts'

interface CreatePartProps {
  scan: Scan
  code: string
  place: Place | null
  /** Whether the slot behind the code is still looked up. */
  waits: boolean
  onBooked: (booked: Booked) => void
  onRefused: () => void
}

/** The slot that the service proposes; empty where it proposes none. */
function proposedSlot(proposal: Scan['proposal']): string {
  const { box_no = null, loc_no = null } = proposal ?? {}
  return box_no === null || loc_no === null ? '' : placeName({ box_no, loc_no })
}

/** A part that is not known yet, with what its bag says, put away in the same step. */
export function CreatePart({ scan, code, place, waits, onBooked, onRefused }: CreatePartProps) {
  const [number, setNumber] = useState(scan.part_number ?? '')
  const [description, setDescription] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [seen, setSeen] = useState(place)
  if (seen !== place) {
    // The label that was scanned last counts, not what was typed before.
    setSeen(place)
    if (place !== null) setTyped(null)
  }
  const [qty, setQty] = useState<number | null>(scan.quantity ?? 1)
  const [remembers, setRemembers] = useState(remembersAtFirst(scan))
  const apply = useApply({ onBooked, onRefused })
  const changeQty = (next: number | null) => {
    // What was asked about was the quantity before.
    if (!apply.isPending) apply.reset()
    setQty(next)
  }
  const { proposal } = scan
  const slot = typed ?? (place !== null ? placeName(place) : proposedSlot(proposal))
  const where = readPlace(slot)
  const go = (confirm = false) => {
    if (lacks !== undefined || where === null || qty === null || waits || apply.isPending) return
    apply.book({
      code,
      action: 'create',
      create: {
        description: description.trim(),
        ...(number.trim() !== '' && { manufacturer_code: number.trim() }),
        ...(scan.maker !== null && { manufacturer: scan.maker }),
      },
      ...where,
      qty,
      ...(remembers && { remember_number: true }),
      ...(confirm && { confirm }),
    })
  }
  const lacks =
    description.trim() === ''
      ? 'Say what it is first'
      : where === null
        ? 'Name its slot first'
        : qty === null
          ? 'Say how many pieces first'
          : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go()
  }
  return (
    <form className={classes.create} onSubmit={submit} noValidate>
      <h2>A new part</h2>
      <TextInput
        label="What is it"
        placeholder="Step-down converter 3 A"
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <TextInput
        label="Maker’s number"
        classNames={{ input: 'mono' }}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      <TextInput
        label="Slot"
        placeholder="7-12, or scan its label"
        value={slot}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={slot !== '' && where === null ? 'A slot is written as in 7-12' : undefined}
      />
      <div className={classes.amount}>
        <span>Pieces</span>
        <Stepper label="Pieces" size="lg" value={qty} min={1} onChange={changeQty} />
      </div>
      {scan.seller_part_number === null && scan.part_code !== null && (
        <Checkbox
          label={`Remember ${scan.part_code} for it`}
          checked={remembers}
          onChange={({ currentTarget }) => setRemembers(currentTarget.checked)}
        />
      )}
      <ApplyProblem apply={apply} onConfirm={() => go(true)} />
      {apply.asks === undefined && (
        <Button
          type="submit"
          variant="filled"
          fullWidth
          className={classes.main}
          disabled={lacks !== undefined}
          loading={waits || apply.isPending}
        >
          {where === null || qty === null
            ? 'Make the part'
            : `Make the part and put ${count(qty)} in ${placeName(where)}`}
        </Button>
      )}
      {lacks !== undefined && <p className={classes.hint}>{lacks}</p>}
    </form>
  )
}
