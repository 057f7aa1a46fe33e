import type { PickLine, PickList } from '../../api/queries/kits.ts'

/** The lines as one walks: from box to box, and from slot to slot. */
export function inWalkingOrder({ lines }: PickList): PickLine[] {
  return lines.toSorted(
    (a, b) => a.location.box_no - b.location.box_no || a.location.loc_no - b.location.loc_no || a.id - b.id,
  )
}

/** The line to which the walk leads next. @param wanted the line that a person has asked for. */
export function nextOpen(list: PickList, wanted: number | undefined): PickLine | undefined {
  const open = inWalkingOrder(list).filter(({ status }) => status === 'open')
  return open.find(({ id }) => id === wanted) ?? open[0]
}

/** The line that was picked last, which is what one wants to take back. */
export function lastPicked(lines: readonly PickLine[]): PickLine | undefined {
  return lines
    .filter(({ picked_at }) => picked_at !== null)
    .reduce<PickLine | undefined>((last, line) => {
      return last === undefined || (line.picked_at ?? '') > (last.picked_at ?? '') ? line : last
    }, undefined)
}
