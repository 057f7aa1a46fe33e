import { Button } from '@mantine/core'
import { IconCategory, IconCopy, IconHash, IconShoppingCartPlus, IconTag, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { queueLabels } from '../../shared/labels/queue-labels.ts'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import { count } from '../../shared/text/numbers.ts'
import type { EditedField } from './edit-many/edit-many-dialog.tsx'
import classes from './selection-bar.module.css'

/** Loaded when it is asked for: a search does not need it. */
const EditMany = lazy(() =>
  import('./edit-many/edit-many-dialog.tsx').then(({ EditMany: component }) => ({ default: component })),
)

/** What can be done with the rows that are ticked. */
export function SelectionBar({ keys, onClear }: { keys: readonly string[]; onClear: () => void }) {
  const [opened, setOpened] = useState(false)
  const [editing, setEditing] = useState<EditedField>()
  useHotkey('Escape', onClear)
  const queries = useQueryClient()
  const label = useMutation({
    mutationFn: () =>
      queueLabels(
        queries,
        keys.map((id) => ({ kind: 'part', id, copies: 1 })),
      ),
    onError: sayFailure,
  })
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
      <Button
        className={classes.button}
        leftSection={<IconCategory size={15} stroke={1.75} />}
        onClick={() => setEditing('type')}
      >
        Set type
      </Button>
      <Button
        className={classes.button}
        leftSection={<IconHash size={15} stroke={1.75} />}
        onClick={() => setEditing('tags')}
      >
        Tags
      </Button>
      <Button
        className={classes.button}
        leftSection={<IconTag size={15} stroke={1.75} />}
        loading={label.isPending}
        onClick={() => label.mutate()}
      >
        Labels
      </Button>
      <Button className={classes.button} leftSection={<IconCopy size={15} stroke={1.75} />} onClick={copy}>
        Copy keys
      </Button>
      <span className={classes.line} />
      <Button className={classes.button} leftSection={<IconX size={15} stroke={1.75} />} onClick={onClear}>
        Clear
      </Button>
      {editing !== undefined && (
        <Suspense fallback={null}>
          <EditMany keys={keys} field={editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
