import { Checkbox } from '@mantine/core'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './label-list.module.css'
import { LabelRowItem } from './label-row.tsx'
import { type LabelRow, obstacleOf } from './label-rows.ts'
import type { Typed } from './use-typed.ts'

interface LabelListProps {
  rows: readonly LabelRow[]
  template: LabelTemplate | undefined
  /** Keys of rows that are not printed now. */
  left: ReadonlySet<string>
  onLeave: (left: ReadonlySet<string>) => void
  onLight: (key: string | null) => void
  /** By the key of the row; not set: the person may not change them. */
  copies: Typed<string> | undefined
  onDrop: ((row: LabelRow) => void) | undefined
}

/** The labels that can be printed, each with how many of it. */
export function LabelList({ rows, template, left, onLeave, onLight, copies, onDrop }: LabelListProps) {
  const fitting = rows.filter((row) => obstacleOf(row, template) === null)
  const chosen = fitting.filter(({ key }) => !left.has(key)).length
  const toggle = (key: string) => {
    const next = new Set(left)
    if (!next.delete(key)) next.add(key)
    onLeave(next)
  }
  return (
    <section className={classes.section} aria-label="Labels that wait">
      <div className={classes.head}>
        <Checkbox
          label={`${count(chosen)} of ${count(rows.length)} chosen`}
          checked={chosen > 0 && chosen === fitting.length}
          indeterminate={chosen > 0 && chosen < fitting.length}
          disabled={fitting.length === 0}
          onChange={() => onLeave(chosen === fitting.length ? new Set(fitting.map(({ key }) => key)) : new Set())}
        />
        <span>Copies</span>
      </div>
      <ul className={classes.list}>
        {rows.map((row) => (
          <LabelRowItem
            key={row.key}
            row={row}
            obstacle={obstacleOf(row, template)}
            chosen={!left.has(row.key)}
            onToggle={() => toggle(row.key)}
            onLight={onLight}
            copies={copies}
            onDrop={onDrop}
          />
        ))}
      </ul>
    </section>
  )
}
