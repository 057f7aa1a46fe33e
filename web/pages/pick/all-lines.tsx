import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { PickLine, PickList } from '../../api/queries/kits.ts'
import { SidePanel } from '../../shared/page/dialog.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { inWalkingOrder } from './lines.ts'
import classes from './pick.module.css'

interface AllLinesProps {
  list: PickList
  opened: boolean
  onClose: () => void
  onUndo: ((line: PickLine) => void) | null
}

/** All lines of a pick list in the order of the walk. */
export function AllLines({ list, opened, onClose, onUndo }: AllLinesProps) {
  return (
    <SidePanel opened={opened} onClose={onClose} position="right" title={`${list.kit_name}, all lines`}>
      <ul className={classes.lines}>
        {inWalkingOrder(list).map((line) => (
          <li key={line.id} data-done={line.status === 'completed' || undefined}>
            <span className="num">{placeName(line.location)}</span>
            <PartKey>{line.kit_content.part_key}</PartKey>
            <b className="num">{count(line.quantity_to_pick)}</b>
            {line.status === 'completed' ? (
              <span className={classes.done}>
                <IconCheck size={14} stroke={1.75} aria-hidden /> picked
                {onUndo !== null && line.picked_at !== null && (
                  <Button size="xs" variant="subtle" onClick={() => onUndo(line)}>
                    Undo
                  </Button>
                )}
              </span>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </SidePanel>
  )
}
