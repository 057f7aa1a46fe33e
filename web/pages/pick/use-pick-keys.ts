import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { type PickLine, type PickList, pickListQuery } from '../../api/queries/kits.ts'
import type { LabelItem } from '../../api/queries/labels.ts'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { itemName, readItem } from '../../shared/labels/label-items.ts'
import { placeName } from '../../shared/place/place.ts'
import { firstOpen } from './lines.ts'
import { usePickCode } from './use-pick-code.ts'
import { PICKING, type usePickLine } from './use-pick-line.ts'

interface PickKeysOptions {
  list: PickList
  line: PickLine | undefined
  last: PickLine | undefined
  step: ReturnType<typeof usePickLine>
  less: () => void
  mayEdit: boolean
}

/** Whether a code is the label of a slot, or of a box; `7` alone may be anything. */
function namesPlace(code: string, { kind }: LabelItem): boolean {
  return kind === 'location' || (kind === 'box' && code.includes('/'))
}

/** What is said of a code that has picked nothing. */
export interface Told {
  isWrong: boolean
  text: string
}

/** Says whether the slot or the box that was scanned is that of the line; the page stays. */
function whetherRight({ location, kit_content }: PickLine, place: LabelItem): Told {
  const here = place.kind === 'box' ? String(location.box_no) : placeName(location)
  const name = itemName(place)
  if (place.id === here) return { isWrong: false, text: `${name} is right` }
  return { isWrong: true, text: `${name} is wrong: ${kit_content.part_key} is to be taken from ${placeName(location)}` }
}

/**
 * The keys of the pick page, and the labels of bags: that of the right bag picks its line.
 *
 * @returns what is said of the code that was scanned last, while the walk stays at the line that it was scanned at.
 */
export function usePickKeys({ list, line, last, step, less, mayEdit }: PickKeysOptions): Told | null {
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
    const next = firstOpen(queries.getQueryData(pickListQuery(list.id).queryKey) ?? list)
    if (next === undefined) return false
    setTold(null)
    if (code.toUpperCase() === next.kit_content.part_key) {
      if (mayEdit) step.pick(next)
      return true
    }
    const item = readItem(code)
    const place = item === null || !namesPlace(code, item) ? null : item
    if (place !== null) {
      setTold({ at: next.id, told: whetherRight(next, place) })
      return true
    }
    if (!mayEdit || (item !== null && item.kind !== 'part')) return false
    byCode.mutate(code)
    return true
  }, picking)
  return told?.at === drawn ? (told?.told ?? null) : null
}
