import { Button } from '@mantine/core'
import { IconCopy, IconShoppingCartPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './selection-bar.module.css'

/** What can be done with the rows that are ticked. */
export function SelectionBar({ keys, onClear }: { keys: readonly string[]; onClear: () => void }) {
  const [opened, setOpened] = useState(false)
  useHotkey('Escape', onClear)
  const copy = () => void copyText(keys.join('\n')).catch(sayFailure)
  return (
    <section className={classes.bar} aria-label="Chosen parts">
      <span className={classes.count} aria-live="polite">
        {count(keys.length)} chosen
      </span>
      <AddToList partKeys={keys} opened={opened} onChange={setOpened}>
        <Button
          className={classes.button}
          leftSection={<IconShoppingCartPlus size={15} stroke={1.75} />}
          onClick={() => setOpened(!opened)}
        >
          Add to list
        </Button>
      </AddToList>
      <Button className={classes.button} leftSection={<IconCopy size={15} stroke={1.75} />} onClick={copy}>
        Copy keys
      </Button>
      <span className={classes.line} />
      <Button className={classes.button} leftSection={<IconX size={15} stroke={1.75} />} onClick={onClear}>
        Clear
      </Button>
    </section>
  )
}
