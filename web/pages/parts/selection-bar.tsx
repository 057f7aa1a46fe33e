import { IconCategory, IconCopy, IconHash, IconShoppingCartPlus, IconTag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { queueLabels } from '../../shared/labels/queue-labels.ts'
import { ActionBar, BarAction } from '../../shared/list/action-bar.tsx'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import type { EditedField } from './edit-many/edit-many-dialog.tsx'
import { ExportMenu } from './export-menu.tsx'

const ICON = { size: 15, stroke: 1.75 } as const

/** Loaded when it is asked for: a search does not need it. */
const EditMany = lazy(() =>
  import('./edit-many/edit-many-dialog.tsx').then(({ EditMany: component }) => ({ default: component })),
)

/** What can be done with the rows that are ticked. */
export function SelectionBar({ keys, onClear }: { keys: readonly string[]; onClear: () => void }) {
  const [opened, setOpened] = useState(false)
  const [editing, setEditing] = useState<EditedField>()
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
    <ActionBar label="Chosen parts" chosen={keys.length} onClear={onClear}>
      <AddToList partKeys={keys} opened={opened} onChange={setOpened}>
        <BarAction leftSection={<IconShoppingCartPlus {...ICON} />} onClick={() => setOpened(!opened)}>
          Add to list
        </BarAction>
      </AddToList>
      <BarAction leftSection={<IconCategory {...ICON} />} onClick={() => setEditing('type')}>
        Set type
      </BarAction>
      <BarAction leftSection={<IconHash {...ICON} />} onClick={() => setEditing('tags')}>
        Tags
      </BarAction>
      <BarAction leftSection={<IconTag {...ICON} />} loading={label.isPending} onClick={() => label.mutate()}>
        Labels
      </BarAction>
      <BarAction leftSection={<IconCopy {...ICON} />} onClick={copy}>
        Copy keys
      </BarAction>
      <ExportMenu keys={keys} />
      {editing !== undefined && (
        <Suspense fallback={null}>
          <EditMany keys={keys} field={editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      )}
    </ActionBar>
  )
}
