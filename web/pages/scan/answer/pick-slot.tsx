import { Button } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import type { Scan } from '../../../api/queries/scans.ts'
import { useHotkey } from '../../../shared/keyboard/use-hotkey.ts'
import { placeName } from '../../../shared/place/place.ts'
import { count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'
import { ApplyProblem } from './apply-problem.tsx'
import { type Booked, useApply } from './use-apply.ts'

interface PickSlotProps {
  code: string
  /** To pick what the list takes out of the slot. */
  proposal: NonNullable<Scan['proposal']>
  onBooked: (booked: Booked) => void
  onRefused: () => void
}

/** The slot that was scanned is that of a line of the pick list, or the box holds it: one press picks the line. */
export function PickSlot({ code, proposal, onBooked, onRefused }: PickSlotProps) {
  const { part_key, qty, pick_list_line_id, box_no, loc_no } = proposal
  const slot = box_no === null || loc_no === null ? '' : ` from ${placeName({ box_no, loc_no })}`
  const apply = useApply({ onBooked, onRefused })
  const go = (confirm = false) => {
    if (!apply.isPending) apply.book({ code, action: 'pick', pick_list_line_id, ...(confirm && { confirm }) })
  }
  useHotkey('Enter', () => go(apply.asks !== undefined))
  return (
    <>
      <ApplyProblem apply={apply} onConfirm={() => go(true)} />
      {apply.asks === undefined && (
        <Button
          variant="filled"
          fullWidth
          className={classes.main}
          leftSection={<IconChecklist size={20} stroke={1.75} />}
          loading={apply.isPending}
          onClick={() => go()}
        >
          Pick {count(qty ?? 0)} of {part_key}
          {slot}
        </Button>
      )}
    </>
  )
}
