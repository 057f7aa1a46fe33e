import type { LabelItem } from './label-item.ts'

/** What of some items stands on one page. */
interface PageOfLabels {
  items: LabelItem[]
  /** The first place of the page that is free, from 1. */
  startAt: number
  /** How many pages there are. */
  pages: number
}

/** The labels from `first` to before `end`, in the order in which they are printed. */
function cut(items: readonly LabelItem[], first: number, end: number): LabelItem[] {
  let at = 0
  return items.flatMap((item) => {
    const begin = at
    at += item.copies
    const copies = Math.min(end, at) - Math.max(first, begin)
    return copies > 0 ? [{ ...item, copies }] : []
  })
}

/**
 * Finds what stands on one page, so that the others need not be read and drawn.
 *
 * @param page from 1.
 */
export function labelsOfOnePage(
  items: readonly LabelItem[],
  { page, startAt, most }: { page: number; startAt: number; most: number },
): PageOfLabels {
  const count = items.reduce((sum, { copies }) => sum + copies, 0)
  const first = (page - 1) * most - (startAt - 1)
  return {
    items: cut(items, Math.max(0, first), first + most),
    startAt: page === 1 ? startAt : 1,
    pages: Math.ceil((startAt - 1 + count) / most),
  }
}
