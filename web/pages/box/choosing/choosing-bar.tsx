import { IconArrowsMove, IconSelectAll, IconTag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { queueLabels } from '../../../shared/labels/queue-labels.ts'
import { ActionBar, BarAction } from '../../../shared/list/action-bar.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { ChosenSlots } from './use-chosen-slots.ts'

const ICON = { size: 15, stroke: 1.75 } as const

/** What can be done with the slots that are chosen. */
export function ChoosingBar({ boxNo, chosen }: { boxNo: number; chosen: ChosenSlots }) {
  const queries = useQueryClient()
  const [moving, setMoving] = useState(false)
  const { slots } = chosen
  const keys = new Set(slots.flatMap(({ part_assignments }) => part_assignments ?? []).map(({ key }) => key))
  const label = useMutation({
    mutationFn: () =>
      queueLabels(
        queries,
        [...keys].map((id) => ({ kind: 'part', id, copies: 1 })),
      ),
    onError: sayFailure,
  })
  return (
    <>
      <ActionBar label="Chosen slots" chosen={slots.length} onClear={chosen.clear}>
        <BarAction leftSection={<IconSelectAll {...ICON} />} onClick={chosen.chooseAll}>
          All
        </BarAction>
        <BarAction
          leftSection={<IconArrowsMove {...ICON} />}
          disabled={slots.length === 0}
          onClick={() => setMoving(true)}
        >
          Move to a box
        </BarAction>
        <BarAction
          leftSection={<IconTag {...ICON} />}
          disabled={slots.length === 0}
          loading={label.isPending}
          onClick={() => label.mutate()}
        >
          Labels
        </BarAction>
      </ActionBar>
      <MoveDialog
        boxNo={boxNo}
        slots={slots}
        opened={moving && slots.length > 0}
        onClose={() => setMoving(false)}
        onMoved={chosen.clear}
      />
    </>
  )
}
