import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconDots, IconDownload, IconFileImport, IconPencil, IconScan, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import type { ShoppingList } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { plural } from '../../shared/text/numbers.ts'

const ICON = { size: 15, stroke: 1.75 } as const

/** What is done with a list now and then. */
export function ListMenu({ list }: { list: ShoppingList }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const [naming, { open: openName, close: closeName }] = useDisclosure(false)
  const [finishing, { open: openFinish, close: closeFinish }] = useDisclosure(false)
  const [deleting, { open: openDelete, close: closeDelete }] = useDisclosure(false)
  const path = { list_id: list.id }
  const usable = mayEdit && list.status !== 'done'
  const waiting = list.lines.filter(({ status }) => status !== 'done').length
  const rename = async (name: string) => {
    await body(api.PUT('/api/shopping-lists/{list_id}', { params: { path, header: once() }, body: { name } }))
    await queries.invalidateQueries()
  }
  const finish = async () => {
    const request = { params: { path, header: once() }, body: { status: 'done' as const } }
    await body(api.PUT('/api/shopping-lists/{list_id}/status', request))
    await queries.invalidateQueries()
  }
  const remove = async () => {
    await done(api.DELETE('/api/shopping-lists/{list_id}', { params: { path, header: once() } }))
    await navigate({ to: '/shopping' })
    await queries.invalidateQueries({ queryKey: ['lists'] })
    sayDone(`“${list.name}” was deleted`)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={32} aria-label="More">
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {usable && (
            <>
              <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={openName}>
                Rename
              </Menu.Item>
              <Menu.Item
                leftSection={<IconScan {...ICON} />}
                renderRoot={(props) => <Link to="/scan" search={{ list: list.id }} {...props} />}
              >
                Receive by scanning
              </Menu.Item>
              <Menu.Item
                leftSection={<IconFileImport {...ICON} />}
                renderRoot={(props) => <Link to="/import" search={{ list: list.id }} {...props} />}
              >
                Import a cart or an order
              </Menu.Item>
            </>
          )}
          <Menu.Item
            leftSection={<IconDownload {...ICON} />}
            renderRoot={(props) => <Link to="/export" search={{ list: list.id }} {...props} />}
          >
            Export
          </Menu.Item>
          {usable && (
            <Menu.Item leftSection={<IconCheck {...ICON} />} onClick={openFinish}>
              Mark the list done
            </Menu.Item>
          )}
          {mayEdit && (
            <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={openDelete}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        onClose={closeName}
        title="Rename the list"
        label="Name"
        verb="Rename"
        initial={{ name: list.name }}
        save={rename}
      />
      <ConfirmDialog
        opened={finishing}
        onClose={closeFinish}
        title={`Is ${list.name} done?`}
        verb="Mark it done"
        act={finish}
      >
        <p>
          {waiting === 0 ? 'All its lines are closed.' : `${plural(waiting, 'line is', 'lines are')} still open.`} A
          list that is done takes no more parts and cannot be opened again.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={deleting}
        onClose={closeDelete}
        title={`Delete ${list.name}?`}
        verb="Delete the list"
        dangerous
        act={remove}
      >
        <p>{plural(list.lines.length, 'line goes', 'lines go')} with it. It cannot be undone.</p>
      </ConfirmDialog>
    </>
  )
}
