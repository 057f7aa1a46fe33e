import { Button } from '@mantine/core'
import { IconLayoutColumns } from '@tabler/icons-react'
import { ChoiceMenu } from '../../shared/page/choice-menu.tsx'
import { COLUMNS, PLACES, toggleColumn, useColumns } from './columns.ts'
import classes from './parts.module.css'

/** Which columns the list has. */
export function ColumnsMenu() {
  const shown = useColumns()
  const choices = [...COLUMNS, PLACES].map(({ id, label }) => ({ value: id, label, chosen: shown.includes(id) }))
  return (
    <ChoiceMenu choices={choices} onChoose={toggleColumn} several>
      {(props) => (
        <Button
          variant="subtle"
          color="gray"
          className={classes.densityButton}
          leftSection={<IconLayoutColumns size={15} stroke={1.75} />}
          {...props}
        >
          Columns
        </Button>
      )}
    </ChoiceMenu>
  )
}
