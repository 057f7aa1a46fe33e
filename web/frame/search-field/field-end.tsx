import { Kbd, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import classes from './search-field.module.css'

/** What stands at the end of the search field: the key that leads into it, or what empties it. */
export function FieldEnd({ text, onClear }: { text: string; onClear: () => void }) {
  if (text === '') {
    return (
      <Kbd className={classes.slash} aria-hidden>
        /
      </Kbd>
    )
  }
  return (
    <UnstyledButton className={classes.clear} aria-label="Clear" onClick={onClear}>
      <IconX size={16} stroke={1.75} />
    </UnstyledButton>
  )
}
