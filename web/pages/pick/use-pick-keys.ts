import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { type PickLine, type PickList, pickListQuery } from '../../api/queries/kits.ts'
import type { LabelItem } from '../../api/queries/labels.ts'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { itemName, readItem } from '../../shared/labels/label-items.ts'
import { placeName } from '../../shared/place/place.ts'
import { inWalkingOrder, nextOpen } from './lines.ts'
import { usePickCode } from './use-pick-code.ts'
import { PICKING, type usePickLine } from './use-pick-line.ts'

interface PickKeysOptions {
  list: PickList
  line: PickLine | undefined
  last: PickLine | undefined
  step: ReturnType<typeof usePickLine>
  less: () => void
  mayEdit: boolean
  /** The line that the person has asked for, before the others. */
  wanted: number | undefined
  onWanted: (line: PickLine) => void
}

/** Whether a code is the label of a slot, or of a box; `7` alone may be anything. */
function namesPlace(code: string, { kind }: LabelItem): boolean {
  return kind === 'location' || (kind === 'box' && code.includes('/'))
}

/** What is said of a code that has picked nothing. */
export interface Told {
  isWrong: boolean
  text: string
  /** An open line that takes from the slot or the box that was scanned, where that is not the line of the page. */
  other?: PickLine | undefined
}

function isAt({ location }: PickLine, place: LabelItem): boolean {
  return place.id === (place.kind === 'box' ? String(location.box_no) : placeName(location))
}

/** Says whether the slot or the box that was scanned is that of the line; the page stays. */
function whetherRight(line: PickLine, place: LabelItem, list: PickList): Told {
  const { location, kit_content } = line
  const name = itemName(place)
  if (isAt(line, place)) return { isWrong: false, text: `${name} is right` }
  const other = inWalkingOrder(list).find((each) => each.status === 'open' && isAt(each, place))
  const text = `${name} is wrong: ${kit_content.part_key} is to be taken from ${placeName(location)}`
  return { isWrong: true, text, other }
}

/**
 * The keys of the pick page, and the labels of bags: that of the right bag picks its line.
 *
 * @returns what is said of the code that was scanned last, while the walk stays at the line that it was scanned at.
 */
export function usePickKeys(options: PickKeysOptions): Told | null {
  const { list, line, last, step, less, mayEdit, wanted, onWanted } = options
  const [told, setTold] = useState<{ at: number; told: Told } | null>(null)
  const queries = useQueryClient()
  // Asked with each key: what is drawn comes some moments after a step has begun or ended.
  const picking = () => queries.isMutating({ mutationKey: [PICKING] }) > 0
  const withLine = (act: (line: PickLine) => void) => () => {
    if (line !== undefined && !picking()) act(line)
  }
  const there = mayEdit && line !== undefined
  useHotkey('Enter', withLine(step.pick), there)
  useHotkey('l', withLine(less), there)
  useHotkey('0', withLine(step.missing), there)
  useHotkey('z', step.undoLast, mayEdit && (last !== undefined || step.isPending))

  const drawn = line?.id
  const byCode = usePickCode(list, step.pick, (error) => {
    if (drawn !== undefined) setTold({ at: drawn, told: { isWrong: true, text: sentence(error) } })
  })
  useScanHandler((code) => {
    // What is drawn may still be the line before.
    const now = queries.getQueryData(pickListQuery(list.id).queryKey) ?? list
    const next = nextOpen(now, wanted)
    if (next === undefined) return false
    const offered = told?.at === next.id ? told.told.other : undefined
    setTold(null)
    if (code.toUpperCase() === next.kit_content.part_key) {
      if (mayEdit) step.pick(next)
      return true
    }
    const item = readItem(code)
    const place = item === null || !namesPlace(code, item) ? null : item
    if (place !== null) {
      const isAgain = mayEdit && offered !== undefined && isAt(offered, place)
      const here = isAgain ? offered : next
      if (isAgain) onWanted(offered)
      setTold({ at: here.id, told: whetherRight(here, place, now) })
      return true
    }
    if (!mayEdit || (item !== null && item.kind !== 'part')) return false
    byCode.mutate(code)
    return true
  }, picking)
  return told?.at === drawn ? (told?.told ?? null) : null
}
