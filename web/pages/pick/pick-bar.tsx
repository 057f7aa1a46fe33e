import { ActionIcon } from '@mantine/core'
import { IconList, IconPrinter, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { serviceUrl } from '../../api/client.ts'
import type { PickList } from '../../api/queries/kits.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './pick.module.css'

/** What is picked, with the ways out: to the kit, to paper, to all lines. */
export function PickBar({ list, onLines }: { list: PickList; onLines: () => void }) {
  return (
    <header className={classes.bar}>
      <ActionIcon
        size={44}
        aria-label="Leave"
        renderRoot={(props) => <Link to="/kits/$kit" params={{ kit: String(list.kit_id) }} {...props} />}
      >
        <IconX size={22} stroke={1.75} />
      </ActionIcon>
      <h1 className="ellipsis">
        {list.kit_name} × {count(list.requested_units)}
      </h1>
      <ActionIcon
        size={44}
        aria-label="Print the list"
        component="a"
        href={serviceUrl(`/api/pick-lists/${list.id}/pdf`)}
        target="_blank"
      >
        <IconPrinter size={20} stroke={1.75} />
      </ActionIcon>
      <ActionIcon size={44} aria-label="All lines" onClick={onLines}>
        <IconList size={22} stroke={1.75} />
      </ActionIcon>
    </header>
  )
}
