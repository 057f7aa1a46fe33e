import { ActionIcon, Checkbox } from '@mantine/core'
import { IconBox, IconChecklist, IconMapPin, IconPuzzle, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { Stepper } from '../../shared/form/stepper.tsx'
import { itemName } from '../../shared/labels/label-items.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { count } from '../../shared/text/numbers.ts'
import classes from './label-list.module.css'
import type { LabelRow } from './label-rows.ts'
import { COPIES, copiesText } from './limits.ts'
import type { Typed } from './use-typed.ts'

const ICONS = { location: IconMapPin, box: IconBox, kit: IconPuzzle, pick_list: IconChecklist } as const

interface LabelRowProps {
  row: LabelRow
  /** Why it is not printed; null: it can be. */
  obstacle: string | null
  chosen: boolean
  onToggle: () => void
  onLight: (key: string | null) => void
  /** By the key of the row; not set: the person may not change them. */
  copies: Typed<string> | undefined
  onDrop: ((row: LabelRow) => void) | undefined
}

function Mark({ kind, coverUrl }: LabelRow) {
  if (kind === 'part' || coverUrl !== null) return <Picture url={coverUrl} size={1.75} />
  const Icon = ICONS[kind]
  return (
    <span className={classes.mark}>
      <Icon size={16} stroke={1.75} aria-hidden />
    </span>
  )
}

/** One label with how many of it; the steps show while it is pointed at or has the focus. */
export function LabelRowItem({ row, obstacle, chosen, onToggle, onLight, copies, onDrop }: LabelRowProps) {
  const title = itemName(row)
  const id = useId()
  const typed = copies?.typed.get(row.key)
  const isWrong = typed === null
  return (
    <li
      className={classes.row}
      data-off={obstacle !== null || undefined}
      data-wrong={isWrong || undefined}
      onPointerEnter={() => onLight(row.key)}
      onPointerLeave={() => onLight(null)}
    >
      <Checkbox
        aria-label={`Print ${title}`}
        checked={chosen && obstacle === null}
        disabled={obstacle !== null}
        onChange={onToggle}
      />
      <Mark {...row} />
      <span className={classes.words}>
        <span className={classes.first}>
          <b className={row.kind === 'part' ? 'mono' : undefined}>{title}</b>
          {row.place !== null && <span className="num">{row.place}</span>}
          {obstacle !== null && <span className={classes.obstacle}>{obstacle}</span>}
        </span>
        <span className="ellipsis" title={row.name ?? undefined}>
          {row.name}
        </span>
        <span id={id} className={classes.wrong} role="alert">
          {isWrong && copiesText(title)}
        </span>
      </span>
      <span className={classes.copies}>
        <b className={`num ${classes.count}`} data-several={row.copies > 1 || undefined}>
          {count(row.copies)}
        </b>
        {copies !== undefined && (
          <span className={classes.steps}>
            <Stepper
              label={`Copies of ${title}`}
              describedBy={id}
              value={typed === undefined ? row.copies : typed}
              {...COPIES}
              onChange={(value) => copies.type(row.key, value)}
              onKeep={(value) => copies.keep(row.key, value)}
            />
          </span>
        )}
      </span>
      {onDrop !== undefined && (
        <ActionIcon className={classes.drop} aria-label={`Remove ${title}`} onClick={() => onDrop(row)}>
          <IconX size={15} stroke={1.75} />
        </ActionIcon>
      )}
    </li>
  )
}
