import { ActionIcon, Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconCheck,
  IconDots,
  IconDownload,
  IconFileImport,
  IconPencil,
  IconPlus,
  IconScan,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import type { ShoppingList } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { AddLine } from './add-line.tsx'
import { groupsOf } from './groups-of.ts'
import { useListChange } from './use-list-change.ts'

function summary(list: ShoppingList): string {
  const { lines, status } = list
  const without = lines.filter(({ seller_id }) => seller_id === null).length
  const sellers = groupsOf(list).filter(({ seller_id }) => seller_id !== null).length
  const rest = without === 0 ? '' : `, ${plural(without, 'is', 'are')} without a seller`
  return `${plural(lines.length, 'line', 'lines')} at ${plural(sellers, 'seller', 'sellers')}${rest}${status === 'done' ? ', done' : ''}`
}

/** The name of a list, and what can be done with it. */
export function ListHead({ list }: { list: ShoppingList }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const [adding, { open: openAdd, close: closeAdd }] = useDisclosure(false)
  const [naming, { open, close }] = useDisclosure(false)
  const path = { list_id: list.id }
  const isDone = list.status === 'done'
  const rename = async (name: string) => {
    await body(api.PUT('/api/shopping-lists/{list_id}', { params: { path, header: once() }, body: { name } }))
    await queries.invalidateQueries()
  }
  const finish = useListChange((status: 'active' | 'done') =>
    body(api.PUT('/api/shopping-lists/{list_id}/status', { params: { path, header: once() }, body: { status } })),
  )
  const remove = async () => {
    try {
      await done(api.DELETE('/api/shopping-lists/{list_id}', { params: { path, header: once() } }))
      await navigate({ to: '/shopping' })
      await queries.invalidateQueries({ queryKey: ['lists'] })
      sayDone(`“${list.name}” was deleted`)
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <>
      <PageHead
        title={list.name}
        summary={summary(list)}
        actions={
          mayEdit && (
            <>
              {!isDone && (
                <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={openAdd}>
                  Add a part
                </Button>
              )}
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={32} aria-label="More">
                    <IconDots size={18} stroke={1.75} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {!isDone && (
                    <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={open}>
                      Rename
                    </Menu.Item>
                  )}
                  {!isDone && (
                    <Menu.Item
                      leftSection={<IconScan size={15} stroke={1.75} />}
                      renderRoot={(props) => <Link to="/scan" search={{ list: list.id }} {...props} />}
                    >
                      Receive by scanning
                    </Menu.Item>
                  )}
                  {!isDone && (
                    <Menu.Item
                      leftSection={<IconFileImport size={15} stroke={1.75} />}
                      renderRoot={(props) => <Link to="/import" search={{ list: list.id }} {...props} />}
                    >
                      Import a cart or an order
                    </Menu.Item>
                  )}
                  <Menu.Item
                    leftSection={<IconDownload size={15} stroke={1.75} />}
                    renderRoot={(props) => <Link to="/export" search={{ list: list.id }} {...props} />}
                  >
                    Export
                  </Menu.Item>
                  {!isDone && (
                    <Menu.Item
                      leftSection={<IconCheck size={15} stroke={1.75} />}
                      onClick={() => finish.mutate('done')}
                    >
                      Mark the list done
                    </Menu.Item>
                  )}
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} stroke={1.75} />}
                    onClick={() => void remove()}
                  >
                    Delete
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )
        }
      />
      <NameDialog
        opened={naming}
        onClose={close}
        title="Rename the list"
        label="Name"
        verb="Rename"
        initial={{ name: list.name }}
        save={rename}
      />
      <AddLine list={list} opened={adding} onClose={closeAdd} />
    </>
  )
}
