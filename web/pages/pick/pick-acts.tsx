import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import type { PickLine } from '../../api/queries/kits.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './pick.module.css'
import type { usePickLine } from './use-pick-line.ts'

interface PickActsProps {
  line: PickLine
  /** The line that was picked last, if any. */
  last: PickLine | undefined
  step: ReturnType<typeof usePickLine>
  onLess: () => void
}

/** What can be done with the line in front of the person. */
export function PickActs({ line, last, step, onLess }: PickActsProps) {
  return (
    <div className={classes.acts}>
      <Button size="lg" disabled={step.isPending} onClick={onLess}>
        Less
      </Button>
      <Button size="lg" disabled={step.isPending} onClick={() => step.missing(line)}>
        Not there
      </Button>
      <Button
        size="lg"
        disabled={last === undefined || step.isPending}
        leftSection={<IconArrowBackUp size={18} stroke={1.75} />}
        onClick={() => last !== undefined && step.undo(last)}
      >
        Undo
      </Button>
      <Button
        variant="filled"
        className={classes.main}
        loading={step.isPending}
        leftSection={<IconCheck size={24} stroke={1.75} />}
        onClick={() => step.pick(line)}
      >
        Picked {count(line.quantity_to_pick)}
      </Button>
    </div>
  )
}
