import { ActionIcon, Button, Menu as Dropdown } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconPrinter, IconPuzzle, IconShoppingCartPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, done, once } from '../../api/client.ts'
import type { Part } from '../../api/queries/parts.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { AddToKit } from '../../shared/kits/add-to-kit.tsx'
import { itemsText } from '../../shared/labels/label-items.ts'
import { queueLabels } from '../../shared/labels/queue-labels.ts'
import { Dialog } from '../../shared/page/dialog.tsx'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { sayBroughtBack } from '../../shared/stock/left-out.tsx'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import classes from './part.module.css'

function DeleteDialog({ part, opened, onClose }: { part: Part; opened: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () =>
      done(api.DELETE('/api/parts/{part_key}', { params: { path: { part_key: part.key }, header: once() } })),
    onSuccess: async (operationId) => {
      await navigate({ to: '/parts' })
      queries.removeQueries({ queryKey: ['part', part.key] })
      await queries.invalidateQueries({ queryKey: ['parts'] })
      const restore = async (id: string) => {
        const leftOut = await undoOperation(id)
        await queries.invalidateQueries({ queryKey: ['parts'] })
        await navigate({ to: '/parts/$key', params: { key: part.key } })
        if (leftOut.length > 0) sayBroughtBack(`${part.key} is back`, leftOut)
      }
      sayDone(`${part.key} was deleted`, operationId === null ? undefined : () => restore(operationId))
    },
  })
  return (
    <Dialog opened={opened} onClose={onClose} title={`Delete ${part.key}?`}>
      <p className={classes.dialogText}>{part.description}</p>
      {remove.isError && <Failure error={remove.error} />}
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          Delete {part.key}
        </Button>
      </div>
    </Dialog>
  )
}

/** What is done rarely. */
export function Menu({ part, mayEdit }: { part: Part; mayEdit: boolean }) {
  const queries = useQueryClient()
  const label = { kind: 'part' as const, id: part.key, copies: 1 }
  const [listing, { open: openList, close: closeList }] = useDisclosure(false)
  const [fitting, { open: openKits, close: closeKits }] = useDisclosure(false)
  const [deleting, { open: openDelete, close: closeDelete }] = useDisclosure(false)
  return (
    <>
      <AddToList partKeys={[part.key]} opened={listing} onChange={(open) => !open && closeList()} byButton={false}>
        <span>
          <AddToKit partKey={part.key} opened={fitting} onChange={(open) => !open && closeKits()}>
            <span />
          </AddToKit>
          <Dropdown position="bottom-end">
            <Dropdown.Target>
              <ActionIcon size={32} aria-label="More">
                <IconDots size={18} stroke={1.75} />
              </ActionIcon>
            </Dropdown.Target>
            <Dropdown.Dropdown>
              {mayEdit && (
                <Dropdown.Item leftSection={<IconShoppingCartPlus size={15} stroke={1.75} />} onClick={openList}>
                  Add to a list
                </Dropdown.Item>
              )}
              {mayEdit && (
                <Dropdown.Item leftSection={<IconPuzzle size={15} stroke={1.75} />} onClick={openKits}>
                  Add to a kit
                </Dropdown.Item>
              )}
              {mayEdit && (
                <Dropdown.Item
                  leftSection={<IconTag size={15} stroke={1.75} />}
                  onClick={() => void queueLabels(queries, [label]).catch(sayFailure)}
                >
                  Label for the next sheet
                </Dropdown.Item>
              )}
              <Dropdown.Item
                leftSection={<IconPrinter size={15} stroke={1.75} />}
                renderRoot={(props) => <Link to="/labels" search={{ of: itemsText([label]) }} {...props} />}
              >
                Print its label
              </Dropdown.Item>
              {mayEdit && (
                <>
                  <Dropdown.Divider />
                  <Dropdown.Item color="red" leftSection={<IconTrash size={15} stroke={1.75} />} onClick={openDelete}>
                    Delete
                  </Dropdown.Item>
                </>
              )}
            </Dropdown.Dropdown>
          </Dropdown>
        </span>
      </AddToList>
      <DeleteDialog part={part} opened={deleting} onClose={closeDelete} />
    </>
  )
}
