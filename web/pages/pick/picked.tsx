import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PickList } from '../../api/queries/kits.ts'
import { plural } from '../../shared/text/numbers.ts'
import classes from './pick.module.css'

/** Everything is picked. */
export function Picked({ list, onUndo }: { list: PickList; onUndo: (() => void) | null }) {
  return (
    <div className={classes.picked}>
      <IconCircleCheck size={56} stroke={1.25} aria-hidden />
      <h2>All picked</h2>
      <p>
        {plural(list.picked_quantity, 'piece', 'pieces')} for {list.kit_name}
      </p>
      <div className={classes.pickedActs}>
        {onUndo !== null && (
          <Button size="lg" leftSection={<IconArrowBackUp size={18} stroke={1.75} />} onClick={onUndo}>
            Undo the last
          </Button>
        )}
        <Button
          size="lg"
          variant="filled"
          renderRoot={(props) => <Link to="/kits/$kit" params={{ kit: String(list.kit_id) }} {...props} />}
        >
          To the kit
        </Button>
      </div>
    </div>
  )
}
