import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PickLine } from '../../api/queries/kits.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { Sheet } from '../../shared/page/sheet.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './pick.module.css'

/** Up to how many pieces each amount has a key of its own. */
const MOST_KEYS = 12

interface LessProps {
  line: PickLine
  onLess: (qty: number) => void
}

function Less({ line, onLess }: LessProps) {
  const asked = line.quantity_to_pick
  const most = Math.max(0, asked - 1)
  const [qty, setQty] = useState<number | null>(most)
  const keys = Array.from({ length: asked }, (_, index) => index)
  return (
    <>
      <p className={classes.sheetText}>
        {plural(asked, 'piece was', 'pieces were')} asked for from {placeName(line.location)}.
      </p>
      {asked <= MOST_KEYS ? (
        <div className={classes.keys}>
          {keys.map((each) => (
            <Button
              key={each}
              size="xl"
              aria-pressed={each === qty}
              data-on={each === qty || undefined}
              data-autofocus={each === most || undefined}
              onClick={() => setQty(each)}
            >
              {each}
            </Button>
          ))}
        </div>
      ) : (
        <Stepper
          label="Pieces"
          size="lg"
          value={qty}
          min={0}
          max={most}
          onChange={setQty}
          onEnter={() => qty !== null && onLess(qty)}
          focused
        />
      )}
      {qty !== null && (
        <p className={classes.missing}>
          {plural(asked - qty, 'is missing and stays open in the kit.', 'are missing and stay open in the kit.')}
        </p>
      )}
      <Button
        variant="filled"
        className={classes.main}
        fullWidth
        disabled={qty === null}
        onClick={() => qty !== null && onLess(qty)}
      >
        {qty === null ? 'Picked' : qty === 0 ? 'None taken' : `Picked ${count(qty)}`}
      </Button>
    </>
  )
}

interface LessSheetProps {
  /** The line that it was opened for, which may not be the next one any more. */
  line: PickLine | undefined
  opened: boolean
  onClose: () => void
  onLess: (line: PickLine, qty: number) => void
}

/** Asks how many were there, where that were fewer than asked for. */
export function LessSheet({ line, opened, onClose, onLess }: LessSheetProps) {
  return (
    <Sheet opened={opened} onClose={onClose} title="How many did you take?">
      {line !== undefined && <Less key={line.id} line={line} onLess={(qty) => onLess(line, qty)} />}
    </Sheet>
  )
}
