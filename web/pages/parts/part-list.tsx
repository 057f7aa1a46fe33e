import { useNavigate } from '@tanstack/react-router'
import { type CSSProperties, useMemo, useRef, useState } from 'react'
import type { SearchHit } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { later } from '../../shared/later.tsx'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import { templateOf, useColumns } from './columns.ts'
import { useDensity } from './density.ts'
import { PartHeads } from './part-heads.tsx'
import { PartRow, type RowEvents, type RowVerb } from './part-row.tsx'
import classes from './parts.module.css'
import { SkeletonRow } from './skeleton-row.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { type Layout, useRows } from './use-rows.ts'

const SelectionBar = later(async () => (await import('./selection-bar.tsx')).SelectionBar)

/** Rows that are drawn while they are loaded. */
const WAITING = 12

interface PartListProps {
  hits: readonly SearchHit[]
  loading: boolean
  hasMore: boolean
  loadMore: () => void
}

function useLayout(): Layout {
  const phone = useWidthUpTo('phone')
  const narrow = useWidthUpTo('tablet')
  const compact = useDensity() === 'compact'
  if (phone) return 'phone'
  if (narrow) return 'tablet'
  return compact ? 'compact' : 'wide'
}

/** Styles read the columns of a row from a variable. */
function gridStyle(template: string): CSSProperties {
  const variables: Record<`--${string}`, string> = { '--columns': template }
  return variables
}

/** The hits as a list of any length. */
export function PartList({ hits, loading, hasMore, loadMore }: PartListProps) {
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const mayEdit = useMay('editor')
  const layout = useLayout()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [acting, setActing] = useState<{ key: string; verb: RowVerb } | null>(null)
  const count = hits.length + (hasMore || loading ? WAITING : 0)
  const keys = useMemo(() => hits.map(({ part }) => part.key), [hits])
  const { rows, items, margin } = useRows({ list, count, keys, layout, hasMore, loadMore })
  const events = useMemo<RowEvents>(
    () => ({
      open: (key) => void navigate({ to: '/parts/$key', params: { key } }),
      choose: (key) =>
        setChosen((old) => (old.has(key) ? new Set([...old].filter((each) => each !== key)) : new Set([...old, key]))),
      act: (key, verb) => setActing(verb === null ? null : { key, verb }),
    }),
    [navigate],
  )
  const scrollTo = (index: number) => rows.scrollToIndex(index)
  const has = (key: string) => hits.some(({ part }) => part.key === key && part.total_quantity > 0)
  const { active, onKeyDown, onFocus, go } = useRowKeys({ keys, mayEdit, has, events, scrollTo })
  useHotkey('j', () => go(keys.indexOf(active ?? '')), hits.length > 0)
  const compact = layout === 'compact'
  const columns = useColumns(layout === 'wide' || compact)
  const chooseAll = () => setChosen(chosen.size === keys.length ? new Set() : new Set(keys))
  return (
    <>
      <div
        className={classes.list}
        role="grid"
        aria-label="Parts"
        aria-rowcount={hasMore ? -1 : hits.length + 1}
        aria-multiselectable={mayEdit}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        data-choosing={chosen.size > 0 || undefined}
        style={gridStyle(templateOf(columns, compact))}
      >
        <PartHeads
          compact={compact}
          columns={columns}
          chosen={chosen.size}
          shown={keys.length}
          onChooseAll={chooseAll}
        />
        <div ref={list} role="rowgroup" className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const hit = hits[index]
            return (
              <div
                key={key}
                ref={layout === 'phone' ? rows.measureElement : undefined}
                data-index={index}
                role="presentation"
                className={classes.place}
                style={{ transform: `translateY(${start - margin}px)` }}
              >
                {hit === undefined ? (
                  <SkeletonRow index={index} compact={compact} columns={columns} />
                ) : (
                  <PartRow
                    hit={hit}
                    index={index}
                    active={hit.part.key === active}
                    chosen={chosen.has(hit.part.key)}
                    acting={acting?.key === hit.part.key ? acting.verb : null}
                    mayEdit={mayEdit}
                    choosing={chosen.size > 0}
                    layout={layout}
                    columns={columns}
                    events={events}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {chosen.size > 0 && <SelectionBar keys={[...chosen]} onClear={() => setChosen(new Set())} />}
    </>
  )
}
