import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChecks,
  IconDots,
  IconGridDots,
  IconHistory,
  IconListNumbers,
  IconPencil,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, body, done, once, type Schemas } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'

const ICON = { size: 15, stroke: 1.75 } as const
const MOST_SLOTS = 1000
/** What of a box can be printed besides its lid, and by which template; without one, the one that was used last. */
const PRINTED = [
  { name: 'Print its label', icon: IconTag, template: undefined },
  { name: 'Print the grid of its slots', icon: IconGridDots, template: 'inlay-a4' },
] as const

interface BoxMenuProps {
  boxNo: number
  box: Schemas['Box'] | undefined
  isEmpty: boolean
  /** Begins to choose slots. */
  onChoose: () => void
}

/** What is done with a box now and then. */
export function BoxMenu({ boxNo, box, isEmpty, onChoose }: BoxMenuProps) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const [editing, { open, close }] = useDisclosure(false)
  const [deleting, { open: openDelete, close: closeDelete }] = useDisclosure(false)
  const refresh = () => Promise.all(['box', 'boxes'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const save = async (description: string, capacity: number) => {
    const path = { box_no: boxNo }
    await body(api.PUT('/api/boxes/{box_no}', { params: { path, header: once() }, body: { description, capacity } }))
    await refresh()
  }
  const remove = async () => {
    await done(api.DELETE('/api/boxes/{box_no}', { params: { path: { box_no: boxNo }, header: once() } }))
    await navigate({ to: '/boxes' })
    await refresh()
    sayDone(`Box ${boxNo} was deleted`)
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
          {mayEdit && !isEmpty && (
            <Menu.Item leftSection={<IconChecks {...ICON} />} onClick={onChoose}>
              Choose slots
            </Menu.Item>
          )}
          {mayEdit && !isEmpty && (
            <Menu.Item
              leftSection={<IconListNumbers {...ICON} />}
              renderRoot={(props) => <Link to="/boxes/$box/count" params={{ box: String(boxNo) }} {...props} />}
            >
              Count the box
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconHistory {...ICON} />}
            renderRoot={(props) => <Link to="/history" search={{ of: String(boxNo) }} {...props} />}
          >
            What was done here
          </Menu.Item>
          {PRINTED.map(({ name, icon: Icon, template }) => (
            <Menu.Item
              key={name}
              leftSection={<Icon {...ICON} />}
              renderRoot={(props) => <Link to="/labels" search={{ of: `box:${boxNo}`, template }} {...props} />}
            >
              {name}
            </Menu.Item>
          ))}
          {mayEdit && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={open}>
                Name and size
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} disabled={!isEmpty} onClick={openDelete}>
                {isEmpty ? 'Delete' : 'Delete, once it is empty'}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={deleting}
        onClose={closeDelete}
        title={`Delete box ${boxNo}?`}
        verb={`Delete box ${boxNo}`}
        dangerous
        act={remove}
      >
        <p>Nothing lies in it. This cannot be undone: a new box has another number.</p>
      </ConfirmDialog>
      {box !== undefined && (
        <NameDialog
          opened={editing}
          onClose={close}
          title={`Box ${boxNo}`}
          label="What is in it"
          verb="Save"
          initial={{ name: box.description, amount: box.capacity }}
          amount={{ label: 'Slots', min: 1, max: MOST_SLOTS }}
          save={save}
        />
      )}
    </>
  )
}
