import { Button, Menu } from '@mantine/core'
import { IconLayoutColumns } from '@tabler/icons-react'
import { COLUMNS, PLACES, toggleColumn, useColumns } from './columns.ts'
import classes from './parts.module.css'

/** Which columns the list has. */
export function ColumnsMenu() {
  const shown = useColumns()
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={classes.densityButton}
          leftSection={<IconLayoutColumns size={15} stroke={1.75} />}
        >
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[...COLUMNS, PLACES].map(({ id, label }) => (
          <Menu.CheckboxItem key={id} checked={shown.includes(id)} onChange={() => toggleColumn(id)}>
            {label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
