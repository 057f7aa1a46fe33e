import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconArrowsDiff,
  IconDots,
  IconDownload,
  IconFileImport,
  IconPencil,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { KitDetail } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { useKitChanges } from './use-kit-changes.ts'

const ICON = { size: 15, stroke: 1.75 } as const

/** What is done with a kit now and then. */
export function KitMenu({ kit }: { kit: KitDetail }) {
  const mayEdit = useMay('editor')
  const [naming, { open: openName, close: closeName }] = useDisclosure(false)
  const [deleting, { open: openDelete, close: closeDelete }] = useDisclosure(false)
  const change = useKitChanges(kit)
  const usable = mayEdit && !kit.is_archived
  const lists = kit.pick_lists.length
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
            <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={openName}>
              Rename
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconArrowsDiff {...ICON} />}
            renderRoot={(props) => <Link to="/kits/$kit/compare" params={{ kit: String(kit.id) }} {...props} />}
          >
            Compare with another kit
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTag {...ICON} />}
            renderRoot={(props) => <Link to="/labels" search={{ of: `kit:${kit.id}` }} {...props} />}
          >
            Print its label
          </Menu.Item>
          {usable && (
            <Menu.Item
              leftSection={<IconFileImport {...ICON} />}
              renderRoot={(props) => <Link to="/import" search={{ kit: kit.id }} {...props} />}
            >
              Import its lines
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconDownload {...ICON} />}
            renderRoot={(props) => <Link to="/export" search={{ kit: kit.id }} {...props} />}
          >
            Export
          </Menu.Item>
          {mayEdit && (
            <>
              <Menu.Item leftSection={<IconArchive {...ICON} />} onClick={change.archive}>
                {kit.is_archived ? 'Use again' : 'Archive'}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={openDelete}>
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        onClose={closeName}
        title="Rename the kit"
        label="Name"
        verb="Rename"
        initial={{ name: kit.name }}
        save={change.rename}
      />
      <ConfirmDialog
        opened={deleting}
        onClose={closeDelete}
        title={`Delete ${kit.name}?`}
        verb="Delete the kit"
        dangerous
        act={change.remove}
      >
        <p>
          {plural(kit.contents.length, 'line goes', 'lines go')} with it
          {lists > 0 && `, and ${plural(lists, 'pick list', 'pick lists')}`}. What is in stock stays. It cannot be
          undone; an archived kit reserves nothing and can be used again.
        </p>
      </ConfirmDialog>
    </>
  )
}
