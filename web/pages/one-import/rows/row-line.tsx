import {
  IconAlertTriangle,
  IconCheck,
  IconExclamationCircle,
  IconHelpCircle,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { ImportRow } from '../../../api/queries/imports.ts'
import { count, plural } from '../../../shared/text/numbers.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import { Tag } from '../../../shared/text/tag.tsx'
import { MATCH_WORDS } from './match-words.ts'
import classes from './row.module.css'
import { nameOf, numberOf, partKeyOf, placesOf, priceOf, secondOf, textOf } from './row-values.ts'
import { type Happening, whatHappens } from './what-happens.ts'

const ICONS = {
  plain: IconCheck,
  new: IconPlus,
  warn: IconHelpCircle,
  bad: IconExclamationCircle,
  quiet: IconMinus,
} as const

function Part({ row }: { row: ImportRow }) {
  const { match, decision, effects } = row
  const key = partKeyOf(row)
  if (key !== null) {
    const why = decision !== null ? 'Chosen by you' : match.reason === null ? '' : MATCH_WORDS[match.reason]
    return (
      <>
        <Link to="/parts/$key" params={{ key }} className={classes.key} tabIndex={-1}>
          <PartKey>{key}</PartKey>
        </Link>
        <span className="ellipsis">{why}</span>
      </>
    )
  }
  const created = effects.find(({ entity, op }) => entity === 'part' && op === 'create')
  if (created !== undefined) {
    return (
      <>
        <span>
          <Tag tone="new">New part</Tag>
        </span>
        <span className="ellipsis" title={String(created.to ?? '')}>
          {created.to}
        </span>
      </>
    )
  }
  if (row.status === 'skipped') return null
  if (match.state === 'ambiguous') {
    const fit = match.candidates.length
    return <span>{plural(fit, 'part may fit', 'parts may fit')}</span>
  }
  return row.status === 'error' ? <span>none yet</span> : null
}

function What({ happening: { tone, text, remark } }: { happening: Happening }) {
  const Icon = ICONS[tone]
  return (
    <>
      <Icon size={15} stroke={1.75} aria-hidden />
      <span>
        <b>{text}</b>
        {remark !== undefined && (
          <span className={classes.remark}>
            <IconAlertTriangle size={13} stroke={1.75} aria-hidden /> {remark}
          </span>
        )}
      </span>
    </>
  )
}

interface RowLineProps {
  row: ImportRow
  index: number
  active: boolean
  opened: boolean
  onToggle: (rowNo: number) => void
}

function meansRow({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('a, button, input, label') === null
}

/** A row of the file in one line: what it says, which part it means, and what happens. */
export function RowLine({ row, index, active, opened, onToggle }: RowLineProps) {
  const quantity = numberOf(row, 'quantity')
  const happening = whatHappens(row)
  const name = nameOf(row)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the whole list
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={opened}
      tabIndex={active ? 0 : -1}
      data-row={row.row_no}
      data-tone={happening.tone}
      onClick={(event) => meansRow(event) && onToggle(row.row_no)}
    >
      <div role="gridcell" className={`num ${classes.no}`}>
        {row.row_no}
      </div>
      <div role="gridcell" className={classes.words}>
        <span className={classes.first}>
          <span className="mono ellipsis" title={name}>
            {name}
          </span>
          <span className="ellipsis">{textOf(row, 'manufacturer')}</span>
        </span>
        <span className="ellipsis" title={secondOf(row)}>
          {secondOf(row)}
        </span>
      </div>
      <div role="gridcell" className={`num ${classes.pieces}`}>
        {quantity !== null && count(quantity)}
      </div>
      <div role="gridcell" className={`num ${classes.price}`}>
        {priceOf(row)}
      </div>
      <div role="gridcell" className={classes.part}>
        <Part row={row} />
      </div>
      <div role="gridcell" className={`num ellipsis ${classes.place}`} title={placesOf(row)}>
        {placesOf(row)}
      </div>
      <div role="gridcell" className={classes.what}>
        <What happening={happening} />
      </div>
    </div>
  )
}
