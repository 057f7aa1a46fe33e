import { Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import {
  type Import,
  type ImportRow,
  importKindsQuery,
  importRowsQuery,
  type RowFilter,
} from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { useHotkey } from '../../../shared/keyboard/use-hotkey.ts'
import { useRows } from '../../../shared/list/use-rows.ts'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import { MendRow } from './mend-row.tsx'
import classes from './row.module.css'
import { RowDetail } from './row-detail.tsx'
import { RowLine } from './row-line.tsx'
import { useChangeRow } from './use-change-row.ts'
import { useRowWalk } from './use-row-walk.ts'

const WAITING = 12
const HEIGHTS = { wide: 53, phone: 112 }
const HEADS = ['Row', 'In the file', 'Pieces', 'Price', 'Part', 'Place', 'What happens'] as const
const NONE: readonly ImportRow[] = []

interface RowListProps {
  one: Import
  show: RowFilter
  /** The number of the row that is open. */
  opened: number | undefined
  onOpen: (rowNo: number | undefined) => void
}

/** The rows of an import as a list of any length. */
export function RowList({ one, show, opened, onOpen }: RowListProps) {
  const list = useRef<HTMLDivElement>(null)
  const mayEdit = useMay('editor')
  const phone = useWidthUpTo('phone')
  const { data: kinds } = useQuery(importKindsQuery)
  const query = useInfiniteQuery(importRowsQuery(one.id, show))
  const { data, isPending, hasNextPage, fetchNextPage } = query
  const shown = useMemo(() => data?.pages.flat() ?? NONE, [data])
  const numbers = useMemo(() => shown.map(({ row_no }) => row_no), [shown])
  const fields = kinds?.find(({ kind }) => kind === one.kind)?.fields ?? []
  const change = useChangeRow(one.id)
  const { rows, items, margin } = useRows({
    list,
    count: shown.length + (hasNextPage || isPending ? WAITING : 0),
    keys: numbers,
    height: phone ? HEIGHTS.phone : HEIGHTS.wide,
    hasMore: hasNextPage,
    loadMore: fetchNextPage,
  })
  const toggle = (rowNo: number) => onOpen(rowNo === opened ? undefined : rowNo)
  const walk = useRowWalk({ rows: numbers, toggle, scrollTo: (index) => rows.scrollToIndex(index) })
  useHotkey('j', () => walk.go(walk.at), shown.length > 0)
  if (query.isError && data === undefined) return <Failure error={query.error} retry={() => void query.refetch()} />
  return (
    <div
      className={classes.list}
      role="grid"
      aria-label="Rows"
      aria-rowcount={hasNextPage ? -1 : shown.length + 1}
      onKeyDown={walk.onKeyDown}
      onFocus={walk.onFocus}
      onBlur={walk.onBlur}
    >
      <div className={classes.heads} role="row" aria-rowindex={1}>
        {HEADS.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div ref={list} role="rowgroup" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = shown[index]
          const isOpen = row !== undefined && row.row_no === opened
          const mends = row?.status === 'error' && mayEdit
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              role="presentation"
              className={classes.at}
              data-tone={row?.status}
              style={{ transform: `translateY(${start - margin}px)` }}
            >
              {row === undefined ? (
                <div className={classes.row} aria-hidden>
                  <Skeleton height={10} width={20} />
                  <Skeleton height={10} width="60%" />
                </div>
              ) : (
                <RowLine
                  row={row}
                  index={index}
                  active={row.row_no === walk.active}
                  opened={isOpen}
                  onToggle={toggle}
                />
              )}
              {row !== undefined && (isOpen || mends) && (
                <div role="row" className={classes.below}>
                  <div role="gridcell" aria-colspan={HEADS.length}>
                    {isOpen ? (
                      <RowDetail one={one} row={row} fields={fields} mayEdit={mayEdit} change={change} />
                    ) : (
                      <MendRow one={one} row={row} fields={fields} change={change} />
                    )}
                  </div>
                </div>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
