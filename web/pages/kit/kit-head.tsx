import { ActionIcon, Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconDots,
  IconDownload,
  IconFileImport,
  IconMapPin,
  IconPencil,
  IconPlus,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { AddLine } from './add-line.tsx'
import { usePick } from './use-pick.ts'

/** The name of a kit, and what can be done with it. */
export function KitHead({ kit }: { kit: KitDetail }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const mayEdit = useMay('editor')
  const [naming, { open, close }] = useDisclosure(false)
  const [adding, { open: openAdd, close: closeAdd }] = useDisclosure(false)
  const pick = usePick(kit)
  const path = { kit_id: kit.id }
  const changed = () =>
    Promise.all(['kit', 'kits', 'part'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const rename = async (name: string) => {
    await body(api.PATCH('/api/kits/{kit_id}', { params: { path, header: once() }, body: { name } }))
    await changed()
  }
  const archive = useMutation({
    mutationFn: () =>
      kit.is_archived
        ? body(api.POST('/api/kits/{kit_id}/unarchive', { params: { path, header: once() } }))
        : body(api.POST('/api/kits/{kit_id}/archive', { params: { path, header: once() } })),
    onSuccess: async () => {
      await changed()
      sayDone(kit.is_archived ? `“${kit.name}” is in use again` : `“${kit.name}” was archived`)
    },
    onError: sayFailure,
  })
  const remove = useMutation({
    mutationFn: () => done(api.DELETE('/api/kits/{kit_id}', { params: { path, header: once() } })),
    onSuccess: async () => {
      await navigate({ to: '/kits' })
      await changed()
      sayDone(`“${kit.name}” was deleted`)
    },
    onError: sayFailure,
  })
  const perUnit = kit.contents.reduce((sum, line) => sum + line.required_per_unit, 0)
  const usable = mayEdit && !kit.is_archived
  return (
    <>
      <PageHead
        title={kit.name}
        summary={`${plural(kit.contents.length, 'line', 'lines')}, ${plural(perUnit, 'part', 'parts')} each${kit.is_archived ? ', archived' : ''}${kit.description ? `. ${kit.description}` : ''}`}
        actions={
          mayEdit && (
            <>
              {usable && (
                <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={openAdd}>
                  Add a part
                </Button>
              )}
              {pick.open === undefined ? (
                usable &&
                kit.contents.length > 0 && (
                  <Button
                    variant="filled"
                    leftSection={<IconMapPin size={15} stroke={1.75} />}
                    loading={pick.isPending}
                    disabled={kit.build_target === 0}
                    onClick={pick.start}
                  >
                    Pick {plural(kit.build_target, 'unit', 'units')}
                  </Button>
                )
              ) : (
                <Button
                  variant="filled"
                  leftSection={<IconMapPin size={15} stroke={1.75} />}
                  renderRoot={(props) => <Link to="/pick/$list" params={{ list: String(pick.open?.id) }} {...props} />}
                >
                  Go on picking
                </Button>
              )}
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={32} aria-label="More">
                    <IconDots size={18} stroke={1.75} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {usable && (
                    <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={open}>
                      Rename
                    </Menu.Item>
                  )}
                  <Menu.Item
                    leftSection={<IconTag size={15} stroke={1.75} />}
                    renderRoot={(props) => <Link to="/labels" search={{ of: `kit:${kit.id}` }} {...props} />}
                  >
                    Print its label
                  </Menu.Item>
                  {usable && (
                    <Menu.Item
                      leftSection={<IconFileImport size={15} stroke={1.75} />}
                      renderRoot={(props) => <Link to="/import" search={{ kit: kit.id }} {...props} />}
                    >
                      Import its lines
                    </Menu.Item>
                  )}
                  <Menu.Item
                    leftSection={<IconDownload size={15} stroke={1.75} />}
                    renderRoot={(props) => <Link to="/export" search={{ kit: kit.id }} {...props} />}
                  >
                    Export
                  </Menu.Item>
                  <Menu.Item leftSection={<IconArchive size={15} stroke={1.75} />} onClick={() => archive.mutate()}>
                    {kit.is_archived ? 'Use again' : 'Archive'}
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} stroke={1.75} />}
                    onClick={() => remove.mutate()}
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
        title="Rename the kit"
        label="Name"
        verb="Rename"
        initial={{ name: kit.name }}
        save={rename}
      />
      <AddLine kit={kit} opened={adding} onClose={closeAdd} />
    </>
  )
}
