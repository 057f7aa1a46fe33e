import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

const OVERSCAN = 8
const NEAR_THE_END = 30

export interface RowsOptions {
  list: RefObject<HTMLElement | null>
  /** Rows that are loaded, and skeletons behind them. */
  count: number
  /** What names each row that is loaded. */
  keys: readonly (string | number)[]
  /** Height in pixels of a row that has not been measured. */
  height: number
  hasMore: boolean
  loadMore: () => void
}

/** The rows of a long list that are in sight of what scrolls them: the page, or a `data-scroller` of it; pages are loaded before their rows are reached. */
export function useRows({ list, count, keys, height, hasMore, loadMore }: RowsOptions) {
  const [margin, setMargin] = useState(0)
  const scroller = () => list.current?.closest<HTMLElement>('[data-scroller]') ?? document.getElementById('content')
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0
    const box = scroller()
    if (box !== null) setMargin(Math.round(top - box.getBoundingClientRect().top + box.scrollTop))
  })
  const rows = useVirtualizer({
    count,
    getScrollElement: scroller,
    estimateSize: () => height,
    overscan: OVERSCAN,
    // A row stays itself when others come before it: what is open in it stays open.
    getItemKey: useCallback((index: number) => keys[index] ?? `waiting ${index}`, [keys]),
    scrollMargin: margin,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const loaded = keys.length
  useEffect(() => {
    if (hasMore && last >= loaded - NEAR_THE_END) loadMore()
  }, [hasMore, last, loaded, loadMore])
  useEffect(() => {
    if (height > 0) rows.measure()
  }, [height, rows])
  return { rows, items, margin }
}
