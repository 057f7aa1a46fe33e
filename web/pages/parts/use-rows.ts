import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

const OVERSCAN = 8
/** Half of what one answer brings: who scrolls fast comes to rows that are there. */
const NEAR_THE_END = 50
/** Heights in pixels while a row has not been measured. */
const HEIGHTS = { wide: 53, compact: 37, tablet: 65, phone: 104 }

/** How rows are laid out: by the width of the window, and as a person wants them. */
export type Layout = keyof typeof HEIGHTS

export interface RowsOptions {
  list: RefObject<HTMLElement | null>
  /** Rows that are loaded, and skeletons behind them. */
  count: number
  /** Parts of the rows that are loaded. */
  keys: readonly string[]
  layout: Layout
  hasMore: boolean
  loadMore: () => void
}

/** The rows of a long list that are in sight; pages are loaded before their rows are reached. */
export function useRows({ list, count, keys, layout, hasMore, loadMore }: RowsOptions) {
  const [margin, setMargin] = useState(0)
  const scroller = () => document.getElementById('content')
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0
    const box = scroller()
    if (box !== null) setMargin(Math.round(top - box.getBoundingClientRect().top + box.scrollTop))
  })
  const rows = useVirtualizer({
    count,
    getScrollElement: scroller,
    estimateSize: () => HEIGHTS[layout],
    overscan: OVERSCAN,
    // A row stays itself when others come before it: what is open in it stays open.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    scrollMargin: margin,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const loaded = keys.length
  useEffect(() => {
    if (hasMore && last >= loaded - NEAR_THE_END) loadMore()
  }, [hasMore, last, loaded, loadMore])
  useEffect(() => {
    if (layout !== undefined) rows.measure()
  }, [layout, rows])
  return { rows, items, margin }
}
