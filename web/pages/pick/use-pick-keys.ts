import { useQueryClient } from '@tanstack/react-query'
import { type PickLine, type PickList, pickListQuery } from '../../api/queries/kits.ts'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { readItem } from '../../shared/labels/label-items.ts'
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

/** The keys of the pick page, and the labels of bags: that of the right bag picks its line. */
export function usePickKeys({ list, line, last, step, less, mayEdit }: PickKeysOptions): void {
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

  const byCode = usePickCode(list, step.pick)
  useScanHandler((code) => {
    // What is drawn may still be the line before.
    const next = firstOpen(queries.getQueryData(pickListQuery(list.id).queryKey) ?? list)
    if (next === undefined) return false
    if (code.toUpperCase() === next.kit_content.part_key) {
      if (mayEdit) step.pick(next)
      return true
    }
    const item = readItem(code)
    if (!mayEdit || (item !== null && item.kind !== 'part')) return false
    byCode.mutate(code)
    return true
  }, picking)
}
