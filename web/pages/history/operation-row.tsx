import { Button, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsMove,
  IconFileImport,
  IconListNumbers,
  IconMinus,
  IconPackageImport,
  IconPencil,
  IconPlus,
  IconPuzzle,
  IconTrash,
} from '@tabler/icons-react'
import type { Operation } from '../../api/queries/operations.ts'
import { useMay } from '../../api/queries/session.ts'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { sourceText } from '../../shared/text/reason.ts'
import { clock, fullTime } from '../../shared/text/times.ts'
import classes from './operation-list.module.css'
import { WithKeys } from './with-keys.tsx'
import { undoVerb, whatText } from './words.ts'

const ICONS: Readonly<Record<Operation['reason'], Icon>> = {
  add: IconPlus,
  remove: IconMinus,
  move: IconArrowsMove,
  pick: IconPuzzle,
  unpick: IconPuzzle,
  receive: IconPackageImport,
  count: IconListNumbers,
  import: IconFileImport,
  undo: IconArrowBackUp,
  edit: IconPencil,
  delete: IconTrash,
  restore: IconArrowBackUp,
  merge: IconArrowMerge,
  sample: IconPlus,
  unknown: IconPencil,
}

interface OperationRowProps {
  operation: Operation
  onUndo: (id: string) => void
}

function Back({ operation, onUndo }: OperationRowProps) {
  const mayEdit = useMay('editor')
  const { operation_id: id, undone_by, undoable, not_undoable_because: cause } = operation
  if (undone_by !== null) return <span className={classes.quiet}>undone</span>
  if (!mayEdit) return null
  const verb = undoVerb(operation)
  if (!undoable) {
    return (
      <Tooltip
        label={`Not possible: ${cause ?? 'something was built on it'}`}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button size="xs" variant="subtle" color="gray" className={classes.back} data-disabled aria-disabled>
          {verb}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Button
      size="xs"
      className={classes.back}
      leftSection={<IconArrowBackUp size={13} stroke={1.75} />}
      onClick={() => onUndo(id)}
    >
      {verb}
    </Button>
  )
}

/** One thing that was done: when, by whom, what, why, and the way back. */
export function OperationRow({ operation, onUndo }: OperationRowProps) {
  const { timestamp, actor, actor_name, reason, source, note, net_pieces, row_count, undone_by } = operation
  const IconOfReason = ICONS[reason]
  const who = actor_name ?? actor ?? ''
  const why = [source === null ? '' : sourceText(source), note === null || note === '' ? '' : `“${note}”`]
    .filter((part) => part !== '')
    .join(', ')
  const what = whatText(operation)
  return (
    <li className={classes.row} data-undone={undone_by !== null || undefined} tabIndex={-1} data-walk>
      <time className={`num ${classes.when}`} dateTime={timestamp} title={fullTime(timestamp)}>
        {clock(timestamp)}
      </time>
      <IconOfReason className={classes.icon} size={16} stroke={1.75} aria-hidden />
      <span className={`ellipsis ${classes.what}`} title={what}>
        <WithKeys text={what} operation={operation} />
      </span>
      <span className={classes.context}>
        <span className={`ellipsis ${classes.who}`}>{who}</span>
        <span className={`ellipsis ${classes.why}`} title={why}>
          {why}
        </span>
      </span>
      <span className={classes.pieces}>{row_count > 0 && net_pieces !== 0 && <ChangeText value={net_pieces} />}</span>
      <span className={classes.end}>
        <Back operation={operation} onUndo={onUndo} />
      </span>
    </li>
  )
}
