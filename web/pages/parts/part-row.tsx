import { Link } from '@tanstack/react-router'
import { type MouseEvent, memo, useState } from 'react'
import type { SearchHit } from '../../api/queries/parts.ts'
import { RowCheck } from '../../shared/list/row-check.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { Places } from '../../shared/place/places.tsx'
import type { StockVerb } from '../../shared/stock/verbs.ts'
import { Marked } from '../../shared/text/marked.tsx'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { COLUMNS, PLACES } from './columns.ts'
import classes from './part-row.module.css'
import { RowActions } from './row-actions.tsx'
import type { Layout } from './use-rows.ts'

/** What is asked for beside a row. */
export type RowVerb = StockVerb | 'list' | 'kit' | 'more'

export interface RowEvents {
  open: (key: string) => void
  choose: (key: string) => void
  /** Begins an action of a row, or ends it with null. */
  act: (key: string, verb: RowVerb | null) => void
}

interface PartRowProps {
  hit: SearchHit
  index: number
  active: boolean
  chosen: boolean
  acting: RowVerb | null
  mayEdit: boolean
  /** Whether some row is chosen. */
  choosing: boolean
  layout: Layout
  /** Ids of the columns that are shown. */
  columns: readonly string[]
  events: RowEvents
}

function rangesOf({ matched }: SearchHit, field: string) {
  return matched.filter((match) => match.field === field).flatMap(({ ranges }) => ranges)
}

/** Whether there are pieces, but fewer than there should be. */
function isLow({ total_quantity: total, minimum_quantity: least }: SearchHit['part']): boolean {
  return least !== null && total > 0 && total < least
}

/** Whether a click was meant for something inside the row. */
function meansRow({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role="dialog"]') === null
}

/** A part in the list. */
export const PartRow = memo(function PartRow(props: PartRowProps) {
  const { hit, index, active, chosen, acting, mayEdit, choosing, layout, columns, events } = props
  const { part } = hit
  const compact = layout === 'compact'
  // What shows only on the row that is meant is made only for it: of a long list most rows go by.
  const [near, setNear] = useState(false)
  const meant = near || active || acting !== null || layout === 'tablet' || layout === 'phone'
  const { key, description, manufacturer_code: number, manufacturer, total_quantity: total } = part
  const maker = manufacturer !== null && (
    <span className={`ellipsis ${classes.maker}`}>
      <Marked text={manufacturer} ranges={rangesOf(hit, 'manufacturer')} />
    </span>
  )
  const code = number !== null && (
    <span className={`mono ellipsis ${classes.code}`}>
      <Marked text={number} ranges={rangesOf(hit, 'manufacturer_code')} />
    </span>
  )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the whole list
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      tabIndex={active ? 0 : -1}
      data-row-part={key}
      data-active={active || undefined}
      data-acting={acting !== null || undefined}
      onPointerEnter={() => setNear(true)}
      onClick={(event) => meansRow(event) && events.open(key)}
    >
      <div role="gridcell" className={classes.check}>
        {mayEdit && (meant || choosing) && (
          <RowCheck checked={chosen} onChange={() => events.choose(key)} aria-label={`Choose ${key}`} tabIndex={-1} />
        )}
      </div>
      <div role="gridcell" className={classes.picture}>
        <Picture url={part.cover_url} />
      </div>
      <div role="gridcell" className={classes.key}>
        {rangesOf(hit, 'key').length > 0 ? (
          <mark>
            <PartKey>{key}</PartKey>
          </mark>
        ) : (
          <PartKey>{key}</PartKey>
        )}
      </div>
      <div role="gridcell" className={classes.words}>
        <Link to="/parts/$key" params={{ key }} className={classes.description} title={description} tabIndex={-1}>
          <Marked text={description} ranges={rangesOf(hit, 'description')} />
        </Link>
        <span className={classes.second}>
          {code}
          {maker}
        </span>
      </div>
      {compact && (
        <div role="gridcell" className={classes.codeColumn}>
          {code}
        </div>
      )}
      {compact && (
        <div role="gridcell" className={classes.makerColumn}>
          {maker}
        </div>
      )}
      {COLUMNS.filter(({ id }) => columns.includes(id)).map(({ id, text }) => (
        <div key={id} role="gridcell" className={`ellipsis ${classes.more}`} title={text(hit)}>
          <Marked text={text(hit)} ranges={rangesOf(hit, id)} />
        </div>
      ))}
      <div
        role="gridcell"
        className={`num ${classes.pieces}`}
        data-none={total === 0 || undefined}
        data-low={isLow(part) || undefined}
        title={isLow(part) ? `Minimum ${count(part.minimum_quantity ?? 0)}` : undefined}
      >
        {count(total)}
      </div>
      {columns.includes(PLACES.id) && (
        <div role="gridcell" className={classes.places}>
          {total === 0 && mayEdit && !compact ? (
            <button type="button" className={classes.buy} tabIndex={-1} onClick={() => events.act(key, 'list')}>
              Add to list
            </button>
          ) : (
            <Places places={part.locations ?? []} />
          )}
        </div>
      )}
      {mayEdit && (
        <div role="gridcell" className={classes.actions}>
          {meant && <RowActions part={part} acting={acting} events={events} phone={layout === 'phone'} />}
        </div>
      )}
    </div>
  )
})
